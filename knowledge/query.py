"""What was typed, in the forms that finding needs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Query:
    """In its normal form: all words, those that carry the subject, and all again with their slips corrected."""

    words: tuple[str, ...]
    content: tuple[str, ...]
    corrected: tuple[str, ...]
