"""What jobs did, as text and as JSON."""
