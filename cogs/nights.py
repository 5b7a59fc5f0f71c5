"""Planned nights: /quiz night."""
