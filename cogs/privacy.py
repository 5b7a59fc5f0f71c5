"""People's own data: /privacy."""
