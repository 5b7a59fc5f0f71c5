"""What a button asks for, all of it in its custom_id: it works after a restart, and for whoever presses it."""

import re
from dataclasses import dataclass, replace

from bot.cards.card import Card, Choice
from cogs.ui.limits import CUSTOM_ID

# The first word says who answers the press (cogs/ui/presses.py).
CARD = "card"
ANSWER = "answer"
_FORM = re.compile(
    rf"(?P<kind>{CARD}|{ANSWER}):(?P<command>[a-z]+):(?P<about>[a-z0-9+-]*):(?P<page>\d{{1,3}}):(?P<language>[A-Za-z-]*)"
)


@dataclass(frozen=True, slots=True)
class Address:
    """A card: its command and ids, the page of it, and a language if not that of the reader.

    `is_answer`: pressed by whoever was asked, it takes the place of the question.
    """

    command: str
    about: tuple[str, ...] = ()
    page: int = 0
    language: str = ""
    is_answer: bool = False

    def __str__(self) -> str:
        kind = ANSWER if self.is_answer else CARD
        return f"{kind}:{self.command}:{'+'.join(self.about)}:{self.page}:{self.language}"

    @property
    def fits(self) -> bool:
        """Whether Discord takes it as a custom_id. Four ids may be too long for that; then there is no button."""
        return len(str(self)) <= CUSTOM_ID

    def turned_to(self, page: int) -> "Address":
        """Another page of the same card."""
        return replace(self, page=page, is_answer=False)


def read_address(custom_id: str) -> Address | None:
    """The address that a custom_id holds; None if it is not one of ours."""
    found = _FORM.fullmatch(custom_id)
    if found is None:
        return None
    about = tuple(part for part in found["about"].split("+") if part)
    return Address(found["command"], about, int(found["page"]), found["language"], found["kind"] == ANSWER)


def address_of(card: Card, language: str = "") -> Address | None:
    """Where this very card can be asked for again."""
    return Address(card.command, card.about, language=language) if card.command else None


def address_for(choice: Choice, language: str = "", *, is_answer: bool) -> Address:
    """Where a choice leads."""
    return Address(choice.command, choice.about, language=language, is_answer=is_answer)
