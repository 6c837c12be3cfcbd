"""The command `desk`: options, prompts, the clock, exit codes; no rules."""
