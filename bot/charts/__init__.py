"""Scores as pictures. What they show in words comes with the card."""
