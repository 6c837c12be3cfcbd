"""`desk kb`."""
