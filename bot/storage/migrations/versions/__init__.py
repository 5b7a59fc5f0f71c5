"""The steps. Written once and never changed; a new one names the one before it."""
