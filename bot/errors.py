"""What goes wrong in a way that a person can put right."""


class StudyError(Exception):
    """Something that the person who asked can put right.

    Carries the key of its sentence in the locales and what to fill in, never a finished sentence: the reader's
    language is known only where it is shown.
    """

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class NotConfigured(StudyError):  # noqa: N818 - it reads as what it is: `raise NotConfigured`
    """Something about the setup has to be put right first: starting again will not help before."""
