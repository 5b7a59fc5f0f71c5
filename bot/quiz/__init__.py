"""The timed quiz: its rules, its log of what happened, and the host that waits, stores and tells the stage."""
