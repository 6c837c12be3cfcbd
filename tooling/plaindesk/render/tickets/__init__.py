"""One ticket as text."""
