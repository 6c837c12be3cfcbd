"""Commands that begin, set up and look after a desk."""
