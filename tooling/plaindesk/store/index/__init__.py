"""The disposable index of tickets: a table under Git's folder, never believed over the files."""
