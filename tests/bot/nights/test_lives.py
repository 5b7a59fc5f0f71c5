"""Whatever happens to a night, it comes to an end, and nothing is done twice on the way."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.nights.night import Coming, Done, Night, State
from bot.nights.plan import Plan
from bot.nights.schedule import Step, Task, due

PLAN = Plan(title="Night", wall=datetime(2026, 11, 26, 20, 0), zone="Europe/Madrid")  # noqa: DTZ001 - on a wall
PLANNED = PLAN.starts_at - timedelta(days=2)


class Life:
    """A night, and all that is done for it, by somebody who dies and comes back when they like."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.now = PLANNED
        self.night = Night(1, 2, 3, 4, State.PLANNED, PLAN, PLANNED)
        self.done: Counter[str] = Counter()

    def passes(self) -> None:
        """Some time, in which anybody may join, leave, lose the channel or give another."""
        self.now += timedelta(minutes=self.random.choice([1, 9, 60, 700]))
        night, what = self.night, self.random.randrange(6)
        version = night.version + 1
        if what == 0 and night.is_open:
            self.night = replace(night, people=(*night.people, Coming(len(night.people) + 10)), version=version)
        elif what == 1 and night.is_open:
            self.night = replace(night, people=night.people[1:], version=version)
        elif what == 2 and night.state is State.PLANNED:
            self.night = replace(night, state=State.PAUSED, version=version)
        elif what == 3 and night.state is State.PAUSED:
            self.night = replace(night, state=State.PLANNED, lobbies=night.lobbies + 1, version=version)
        elif what == 4 and night.state is State.PLANNED and self.random.random() < 0.1:
            self.night = replace(night, wanted_at=night.wanted_at or self.now)

    def does(self) -> None:
        """All that is due now, unless they die on the way."""
        for _ in range(30):
            task = due(self.night, self.now)
            if not isinstance(task, Task) or self.random.random() < 0.1:
                return
            if task.key:
                self.done[task.key] += 1
                self.night = replace(self.night, done={**self.night.done, task.key: Done(self.now, 1)})
            elif not self._goes_on(task):
                return
        raise AssertionError("It never comes to rest.")

    def _goes_on(self, task: Task) -> bool:
        version = self.night.version + 1
        match task.step:
            case Step.SHOW:
                self.night = replace(self.night, shown=self.night.version)
            case Step.UPDATE_EVENT:
                self.night = replace(self.night, event_shows=self.night.revision)
            case Step.CANCEL:
                self.night = replace(self.night, state=State.CANCELLED, reason=task.reason, version=version)
            case Step.START if self.random.random() < 0.7:
                self.night = replace(self.night, state=State.STARTED, version=version)
            case Step.LOOK if self.random.random() < 0.5:
                self.night = replace(self.night, state=State.OVER, version=version)
            case Step.CLOSE:
                self.night = replace(self.night, state=State.CLOSED)
            case _:
                return False
        return True


@given(st.integers())
def test_every_night_ends_with_all_of_it_shown_and_nothing_done_twice(seed: int) -> None:
    life = Life(Random(seed))
    for _ in range(400):
        life.passes()
        life.does()
    night = life.night
    assert night.state is State.CLOSED
    assert night.shown == night.version
    assert set(life.done.values()) <= {1}
    assert (night.reason is None) == (Step.OPENING in life.done)
    assert (Step.SAY_CANCELLED in life.done) == (night.reason is not None)
    assert Step.END_EVENT in life.done or night.event is None
