"""Setting a server up: /setup, /settings, /block."""
