"""YAML read strictly and written in one form, with positions."""
