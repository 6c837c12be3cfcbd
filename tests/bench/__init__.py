"""What the command costs, measured side by side in one run."""
