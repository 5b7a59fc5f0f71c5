"""What is wrong with a file that a person wrote, and where. The words are chosen later, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

# Below this Jaro-Winkler similarity a "did you mean" is a guess: alises, aliases: 0.97; colour, confused_with: 0.58.
NEAREST_AT_LEAST = 0.75
# A sentence quotes enough of a text to recognise it.
LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `key` names its sentence (`problem.<key>` in the locales); `values` fill the sentence in."""

    path: Path
    line: int
    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


class PackProblems(Exception):  # noqa: N818 - it reads as what it is: `except PackProblems as found`
    """Packs that cannot be used. Carries every problem of every file, in reading order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the packs")
        self.problems = problems


def quoted(text: str) -> str:
    """What stands in a file, short and on one line, whatever it is: a problem is told in one line."""
    words = " ".join(text[: 4 * LONGEST_QUOTE].split())
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1].rstrip() + "…"


def nearest(word: str, known: list[str]) -> str | None:
    """The known word that `word` is most likely a slip of, or None if none is near."""
    best = process.extractOne(
        word.lower(), known, scorer=JaroWinkler.similarity, processor=str.lower, score_cutoff=NEAREST_AT_LEAST
    )
    return best[0] if best else None
