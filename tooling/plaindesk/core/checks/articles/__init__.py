"""Rules for articles."""
