"""Results to text and JSON: pure functions, which print nothing themselves."""
