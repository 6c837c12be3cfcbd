"""`desk.yml` as text: read, explained, changed."""
