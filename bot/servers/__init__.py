"""What a server may choose, and who may do what. Knows no Discord and no database."""
