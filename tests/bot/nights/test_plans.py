"""Plans, what may be wrong with them, and the teams that come of them."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.night_words import zone_words
from bot.nights.checking import LATEST, SOONEST, problems_of
from bot.nights.plan import Plan, Teams, from_json, to_json, with_count
from bot.nights.team_drawing import balanced, drawn
from bot.nights.zones import usual_zone, zone_named, zone_near, zones_like
from bot.quiz.events import Mode

PLAN = Plan(title="Night", wall=datetime(2026, 11, 26, 20, 0), zone="Europe/Madrid")  # noqa: DTZ001 - on a wall
NOW = PLAN.starts_at - timedelta(days=1)
PEOPLE = st.lists(st.integers(1, 2**62), unique=True, max_size=60)


def keys(plan: Plan = PLAN, now: datetime = NOW, **changes: Any) -> list[str]:
    return [problem.key.rpartition(".")[2] for problem in problems_of(msgspec.structs.replace(plan, **changes), now)]


def test_a_plan_of_a_title_and_a_time_is_a_whole_one() -> None:
    assert keys() == []
    assert (PLAN.rounds, PLAN.questions, PLAN.seconds, PLAN.break_minutes) == (((), ()), 10, 20, 5)
    assert (PLAN.mode, PLAN.teams, PLAN.starts_at) == (
        Mode.SPEED,
        Teams.NONE,
        datetime(2026, 11, 26, 19, 0, tzinfo=UTC),
    )
    assert PLAN.ends_at - PLAN.starts_at == timedelta(minutes=15)
    longer = msgspec.structs.replace(PLAN, rounds=((),) * 4)
    assert longer.ends_at - longer.starts_at == timedelta(seconds=40 * 28, minutes=15)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": " "}, ["title"]),
        ({"title": "x" * 81}, ["title"]),
        ({"rounds": ()}, ["rounds"]),
        ({"rounds": ((),) * 6, "questions": 8}, ["rounds"]),
        ({"rounds": ((),) * 5, "questions": 11}, ["questions"]),
        ({"questions": 0}, ["questions"]),
        ({"seconds": 4}, ["seconds"]),
        ({"seconds": 121}, ["seconds"]),
        ({"break_minutes": 31}, ["break"]),
        ({"teams": Teams.CHOSEN, "team_names": ("Reds",)}, ["teams"]),
        ({"teams": Teams.DRAWN, "team_names": tuple("abcdef")}, ["teams"]),
        ({"teams": Teams.DRAWN, "team_names": ("Reds", "x" * 25)}, ["team"]),
        ({"teams": Teams.DRAWN, "team_names": ("Reds", "REDS")}, ["same-team"]),
        ({"seconds": 0, "break_minutes": -1, "title": ""}, ["title", "seconds", "break"]),
    ],
)
def test_everything_that_is_wrong_is_told_at_once(changes: dict[str, Any], wrong: list[str]) -> None:
    assert keys(**changes) == wrong


def test_a_time_is_neither_past_nor_too_far() -> None:
    assert keys(now=PLAN.starts_at - SOONEST) == []
    assert keys(now=PLAN.starts_at - SOONEST + timedelta(seconds=1)) == ["past"]
    assert keys(now=PLAN.starts_at - LATEST) == []
    assert keys(now=PLAN.starts_at - LATEST - timedelta(seconds=1)) == ["far"]


def test_a_plan_is_stored_and_read_as_it_was() -> None:
    full = msgspec.structs.replace(
        PLAN,
        rounds=(("compute",), ()),
        mode=Mode.CALM,
        teams=Teams.CHOSEN,
        team_names=("Reds", "Búhos"),
        has_thread=True,
    )
    assert [from_json(to_json(plan)) for plan in (PLAN, full)] == [PLAN, full]


def test_another_number_of_rounds_keeps_those_that_there_are() -> None:
    plan = msgspec.structs.replace(PLAN, rounds=(("compute",), ("storage",)))
    assert with_count(plan, 3).rounds == (("compute",), ("storage",), ())
    assert with_count(plan, 1).rounds == (("compute",),)


# --- teams ---------------------------------------------------------------------------------------------------------


@given(PEOPLE, st.integers(2, 5), st.integers())
def test_drawn_teams_are_even_and_the_same_for_the_same_chance(people: list[int], count: int, seed: int) -> None:
    teams = drawn(people, count, Random(seed))
    sizes = [list(teams.values()).count(number) for number in range(count)]
    assert set(teams) == set(people)
    assert max(sizes) - min(sizes) <= 1
    assert teams == drawn(people[::-1], count, Random(seed))


@given(PEOPLE, PEOPLE, st.integers(2, 5), st.integers())
def test_who_chose_stays_and_the_others_fill_up(chose: list[int], late: list[int], count: int, seed: int) -> None:
    chosen = {person: person % count for person in chose}
    without = [person for person in late if person not in chosen]
    teams = balanced(chosen, without, count, Random(seed))
    assert {person: teams[person] for person in chosen} == chosen
    assert set(teams) == {*chosen, *without}
    before, after = Counter(chosen.values()), Counter(teams.values())
    filled = [number for number in range(count) if after[number] > before[number]]
    assert all(after[number] <= min(after[other] for other in range(count)) + 1 for number in filled)


# --- zones ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Madrid", "Europe/Madrid"),
        ("madrid", "Europe/Madrid"),
        ("España", "Europe/Madrid"),
        ("new york", "America/New_York"),
        ("Nueva York", "America/New_York"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("cdmx", "America/Mexico_City"),
        ("GMT", "UTC"),
        ("nyc", "America/New_York"),
        ("MSK", "Europe/Moscow"),
        ("Bilbao", "Europe/Madrid"),
        ("US/Eastern", "US/Eastern"),
        ("UTC+2", "Etc/GMT-2"),
        ("gmt -03:00", "Etc/GMT+3"),
        ("-5", "Etc/GMT+5"),
        ("Etc/GMT-2", "Etc/GMT-2"),
        ("utc+0", "UTC"),
        ("utc+5:30", None),
        ("utc+25", None),
        ("Factory", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_zone_is_called_by_a_city_or_a_country(typed: str, zone: str | None) -> None:
    assert zone_named(typed) == zone


def test_zones_are_offered_and_guessed() -> None:
    assert zone_near("madird") == "Europe/Madrid"
    assert zone_near("utc+5:30") is None
    assert zones_like("utc+2", 5) == ("Etc/GMT-2",)
    assert zone_words("Etc/GMT-2") == "UTC+2"
    assert zone_named(zone_words("Etc/GMT+3")) == "Etc/GMT+3"
    assert zones_like("lon", 5)[0] == "Europe/London"
    assert zones_like("me", 3) == zones_like("me", 25)[:3]
    assert zones_like("", 5) == ()
    assert [usual_zone(locale) for locale in ("es-ES", "en-GB", "ko")] == ["Europe/Madrid", "Europe/London", "UTC"]
