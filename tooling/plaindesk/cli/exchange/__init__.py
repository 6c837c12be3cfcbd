"""Commands that take in what others did."""
