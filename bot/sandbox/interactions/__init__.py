"""The life of an interaction: born, deferred, answered, followed up, expired."""
