"""The pages of the help centre as Markdown."""
