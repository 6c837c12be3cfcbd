"""Commands that work on one ticket."""
