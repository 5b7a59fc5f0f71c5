"""What an evening and a season came to: /recap, /season."""
