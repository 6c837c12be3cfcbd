"""From articles to a built site: what is published, staged, and how MkDocs builds it."""
