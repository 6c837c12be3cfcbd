"""What exists for the speed of a build alone."""
