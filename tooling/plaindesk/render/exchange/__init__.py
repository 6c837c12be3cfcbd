"""What came from others, as text and as JSON."""
