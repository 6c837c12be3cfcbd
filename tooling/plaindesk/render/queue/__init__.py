"""Many tickets as text."""
