"""A desk and its surroundings: begun, generated, diagnosed."""
