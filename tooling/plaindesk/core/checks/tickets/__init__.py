"""Rules for tickets."""
