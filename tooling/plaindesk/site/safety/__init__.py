"""What an article may not do to a page or to the program."""
