"""Rows of another system as tickets and articles."""
