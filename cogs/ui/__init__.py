"""How cards look on Discord, and how they get there."""
