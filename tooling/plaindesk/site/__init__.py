"""The help centre: staged as plain Markdown, built by MkDocs and Material."""
