"""Articles: written, found, reviewed, translated."""
