"""What somebody needs to play on equal terms: /accessibility."""
