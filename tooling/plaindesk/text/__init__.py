"""Text to records and back, with positions; no paths, no disk."""
