"""The only place that touches disk, Git and the indexes."""
