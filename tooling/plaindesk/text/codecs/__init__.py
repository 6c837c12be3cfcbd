"""Files <-> records of the model."""
