"""Planned nights: when what is due. Knows no Discord and no database."""
