"""What there is in the sandbox, and who hears of a change to it."""
