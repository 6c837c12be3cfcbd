"""Files by their names: attachments, strays, parts of a desk."""
