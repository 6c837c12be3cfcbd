"""Full-text search of the knowledge base: analysis, one index per language, answers."""
