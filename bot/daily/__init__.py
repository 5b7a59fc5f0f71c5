"""The daily post: when it is due, and what it is. Knows no Discord and no database."""
