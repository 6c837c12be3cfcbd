"""The desk's nouns as frozen records that know nothing of how they are stored."""
