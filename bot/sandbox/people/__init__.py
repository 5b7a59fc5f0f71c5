"""What a person sees and does, and what no client of Discord would let them do."""
