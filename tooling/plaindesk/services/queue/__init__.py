"""Many tickets: lists, searches, sums."""
