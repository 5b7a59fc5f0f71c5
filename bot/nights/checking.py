"""What may be wrong with a plan: everything at once, each with what to do."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

from bot.errors import StudyError
from bot.nights.plan import (
    LONGEST_TEAM,
    LONGEST_TITLE,
    MOST_BREAK_MINUTES,
    MOST_QUESTIONS,
    MOST_ROUNDS,
    MOST_TEAMS,
    Plan,
    Teams,
)
from bot.quiz.rules import LONGEST_SECONDS, SHORTEST_SECONDS

# To be announced at all; and no further away than anybody's diary.
SOONEST = timedelta(minutes=1)
LATEST = timedelta(days=366)


def problems_of(plan: Plan, now: datetime) -> list[StudyError]:
    """Every reason why the night cannot be planned like this."""
    return [*_of_time(plan, now), *_of_rounds(plan), *_of_teams(plan)]


def _of_time(plan: Plan, now: datetime) -> Iterator[StudyError]:
    if plan.starts_at < now + SOONEST:
        yield StudyError("night.wrong.past")
    elif plan.starts_at > now + LATEST:
        yield StudyError("night.wrong.far")


def _of_rounds(plan: Plan) -> Iterator[StudyError]:
    if not 1 <= len(plan.title.strip()) <= LONGEST_TITLE:
        yield StudyError("night.wrong.title", most=LONGEST_TITLE)
    if not 1 <= len(plan.rounds) <= MOST_ROUNDS:
        yield StudyError("night.wrong.rounds", most=MOST_ROUNDS)
    if plan.questions < 1 or plan.with_rounds > MOST_QUESTIONS:
        yield StudyError("night.wrong.questions", most=MOST_QUESTIONS)
    if not SHORTEST_SECONDS <= plan.seconds <= LONGEST_SECONDS:
        yield StudyError("night.wrong.seconds", least=SHORTEST_SECONDS, most=LONGEST_SECONDS)
    if not 0 <= plan.break_minutes <= MOST_BREAK_MINUTES:
        yield StudyError("night.wrong.break", most=MOST_BREAK_MINUTES)


def _of_teams(plan: Plan) -> Iterator[StudyError]:
    if plan.teams is Teams.NONE:
        return
    if not 2 <= len(plan.team_names) <= MOST_TEAMS:
        yield StudyError("night.wrong.teams", most=MOST_TEAMS)
    if any(not 1 <= len(name) <= LONGEST_TEAM for name in plan.team_names):
        yield StudyError("night.wrong.team", most=LONGEST_TEAM)
    alike = [list(names) for _, names in groupby(sorted(plan.team_names, key=str.casefold), key=str.casefold)]
    for name, *more in alike:
        if more:
            yield StudyError("night.wrong.same-team", name=name)
