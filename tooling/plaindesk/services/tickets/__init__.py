"""Work on one ticket: made, answered, linked, merged, shown."""
