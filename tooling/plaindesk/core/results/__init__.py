"""What the use cases hand back, before anybody shows it."""
