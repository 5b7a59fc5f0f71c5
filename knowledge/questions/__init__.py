"""What a quiz asks: authored questions, and those made from facts and aspects."""
