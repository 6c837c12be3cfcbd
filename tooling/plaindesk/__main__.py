"""`python -m plaindesk` is `desk`."""

from plaindesk.cli.main import main

if __name__ == "__main__":
    main()
