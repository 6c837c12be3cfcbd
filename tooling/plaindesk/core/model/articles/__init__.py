"""Articles as records, and what Markdown in them means."""
