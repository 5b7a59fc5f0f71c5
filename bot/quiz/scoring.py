"""What an answer earns.

Points are whole; a full mark is 1,000. A part is rounded to the nearest point, halves up.

SPEED: all of it at once, falling evenly to half at the bell that the question was asked with; in time that was added
later, half. A question with clues pays by the clues seen instead: all of it after the first, half after the last. For
somebody who has more time it falls as much more slowly.
CALM: all of it. Streaks, where they are wanted: each whole right answer after the first in a row earns 100 more, up to
500; a question that was skipped, or counts for nobody, neither continues nor ends a streak.
"""

from collections.abc import Mapping

from bot.quiz.events import USUAL_PACE, Mark, Mode, Settings, Typed
from bot.quiz.game import Game, Given, Round
from bot.quiz.marking import Share, clues_shown, share
from knowledge.questions.asked import Asked
from knowledge.questions.typed_answers import Judgement

FULL_MARK = 1000
STREAK_STEP = 100
STREAK_MOST = 500


def marks(game: Game) -> tuple[Mark, ...]:
    """Every mark of the questions that count, worked out anew from the answers. `game.marks()` has what was stored."""
    everything: list[Mark] = []
    streaks: Mapping[int, int] = {}
    for round_ in game.rounds:
        if round_.counts:
            earned = marks_of(round_, game.opened.settings, streaks)
            streaks = _streaks(earned)
            everything += earned
    return tuple(everything)


def marks_now(game: Game, round_: Round) -> tuple[Mark, ...]:
    """What the answers to `round_`, the last one, earn if it closes as it is."""
    closed = [earlier for earlier in game.rounds if earlier.counts]
    return marks_of(round_, game.opened.settings, _streaks(closed[-1].marks) if closed else {})


def marks_of(round_: Round, settings: Settings, streaks: Mapping[int, int]) -> tuple[Mark, ...]:
    """The marks of one question; `streaks` has the right answers in a row of each person before it."""
    return tuple(
        _mark(round_, person, given, settings, streaks.get(person, 0)) for person, given in sorted(round_.given.items())
    )


def _streaks(earned: tuple[Mark, ...]) -> Mapping[int, int]:
    return {mark.person: mark.streak for mark in earned if mark.streak}


def _mark(round_: Round, person: int, given: Given, settings: Settings, streak: int) -> Mark:
    part = _part(round_, person, given)
    streak = streak + 1 if part.is_whole else 0
    bonus = min((streak - 1) * STREAK_STEP, STREAK_MOST) if settings.has_streaks and streak else 0
    paid, of = _haste(round_.asked, given, settings)
    points = _rounded(FULL_MARK * paid * part.right, of * part.of) + bonus
    return Mark(round_.number, person, points, bonus, part.is_whole, streak, given.took_ms)


def _part(round_: Round, person: int, given: Given) -> Share:
    """How right it is. Words of somebody who is forgotten are gone: they are as right as they were marked."""
    if round_.accepted and isinstance(given.answer, Typed) and not given.answer.text:
        was_right = any(mark.is_right for mark in round_.marks if mark.person == person)
        return Share(int(was_right or given.judgement is Judgement.RIGHT), 1)
    return share(round_.asked, given, round_.accepted)


def _haste(asked: Asked, given: Given, settings: Settings) -> tuple[int, int]:
    """What part of the full mark a right answer is paid, as a fraction: by how much of their own time was used."""
    if settings.mode is Mode.CALM:
        return 1, 1
    if len(asked.clues) > 1:
        after_the_first = len(asked.clues) - 1
        seen = clues_shown(asked, given.took_ms * USUAL_PACE, settings.seconds * given.pace) - 1
        return 2 * after_the_first - seen, 2 * after_the_first
    limit = settings.seconds * given.pace * 1000
    return 2 * limit - min(given.took_ms * USUAL_PACE, limit), 2 * limit


def _rounded(part: int, whole: int) -> int:
    return (2 * part + whole) // (2 * whole)
