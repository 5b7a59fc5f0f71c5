"""The study bot: what it says and how it runs, with Discord kept to one file."""
