"""Git: the one way in which it is started, and what it is asked."""
