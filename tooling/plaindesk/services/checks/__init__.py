"""The rule book of `core.checks`, held against a desk, a branch or a file."""
