"""What others did: recorded, synchronised, put together again."""
