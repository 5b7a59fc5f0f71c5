"""What is wrong with a file, in a sentence: what it is, and what to do about it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.cards.voice import Voice
from knowledge.library import Library
from knowledge.problems import Problem


def problem_lines(problems: Sequence[Problem], voice: Voice, below: Path) -> Iterator[str]:
    """For each `path:line: what is wrong. What to do.`, then the count. Paths below `below` are written from there."""
    for problem in problems:
        path = shown_path(problem.path, below)
        yield f"{path}:{problem.line}: {problem_sentence(problem, voice, below)}"
    yield voice.say("check.count", count=len(problems))


def problem_sentence(problem: Problem, voice: Voice, below: Path) -> str:
    """What is wrong, and what to do."""
    values = dict(problem.values)
    if "first" in values:
        values["first"] = str(values["first"]).removeprefix(f"{below}{os.sep}")
    if "expected" in values:
        values["expected"] = str(values["expected"]).replace(" or ", ", ")
    return voice.say(f"problem.{problem.key}", **values)


def shown_path(path: Path, below: Path) -> str:
    """The path as the person would type it."""
    return str(path.relative_to(below) if path.is_relative_to(below) else path)


def fine_line(library: Library, voice: Voice) -> str:
    """Nothing is wrong, and how much there is."""
    return voice.say("check.fine", **_counts(library))


def check_json(problems: Iterable[Problem], library: Library, voice: Voice, below: Path) -> dict[str, object]:
    """{"problems": [{"path", "line", "key", "sentence"}], "concepts", "facts", "comparisons", "questions"}.

    A problem's `key` stays the same whatever the language. The counts are 0 if there are problems.
    """
    told = [
        {
            "path": shown_path(problem.path, below),
            "line": problem.line,
            "key": problem.key,
            "sentence": problem_sentence(problem, voice, below),
        }
        for problem in problems
    ]
    return {"problems": told, **_counts(library)}


def _counts(library: Library) -> dict[str, int]:
    return {
        "concepts": len(library.concepts),
        "facts": sum(1 + len(concept.facts) for concept in library.concepts),
        "comparisons": sum(len(pack.comparisons) for pack in library.packs),
        "questions": len(library.questions),
    }
