"""Quizzes that each takes alone, until a date: /takehome."""
