"""The study bot: what it says, and how it runs in a terminal."""
