"""Outside messages and records into intake records; no rules of tickets."""
