"""The cards of planned nights, however many come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from bot.cards.night_list import NIGHTS_ON_A_PAGE, list_poster, which_poster
from bot.cards.night_lobby import lobby_poster
from bot.cards.night_news import Opening, event_words, moved_poster, opening_poster, reminder_poster
from bot.cards.night_plan import Notes, plan_poster
from bot.cards.voice import Voice
from bot.nights.night import Coming, Night, Reason, State
from bot.nights.plan import LONGEST_TEAM, LONGEST_TITLE, Plan, Teams
from bot.texts import Texts
from cogs.ui.posters import poster_layout
from knowledge.library import Library

# docs, components/reference.mdx; discord-api-docs PR 8562
MOST_COMPONENTS, MOST_CHARACTERS, LONGEST_ID = 40, 4000, 100
NOW = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
PLAN = Plan(
    title="x" * LONGEST_TITLE,
    wall=datetime(2026, 11, 26, 20, 0),  # noqa: DTZ001 - on a wall
    zone="America/Argentina/Buenos_Aires",
    rounds=(("compute",),) * 5,
    teams=Teams.CHOSEN,
    team_names=tuple(letter * LONGEST_TEAM for letter in "abcde"),
    has_thread=True,
)
CROWD = tuple(Coming(2**62 + number, number % 6) for number in range(500))
NIGHT = Night(2**62, 2**62, 2**62, 2**62, State.PLANNED, PLAN, NOW, people=CROWD)


@pytest.fixture(params=["en", "es"])
def voice(request: pytest.FixtureRequest, texts: Texts) -> Voice:
    return Voice(texts, request.param)


def parts(components: list[dict[str, object]]) -> list[dict[str, object]]:
    found = []
    for part in components:
        within = part.get("components")
        found += [part, *(parts(within) if isinstance(within, list) else [])]
    return found


def text_of(poster: object) -> str:
    """All its words; every limit of Discord's is kept."""
    drawn = parts(poster_layout(poster).to_components())  # type: ignore[arg-type]  # any poster
    text = "\n".join(str(part["content"]) for part in drawn if part["type"] == 10)
    assert len(drawn) <= MOST_COMPONENTS
    assert len(text) <= MOST_CHARACTERS
    assert all(len(str(part.get("custom_id", ""))) <= LONGEST_ID for part in drawn)
    return text


def test_a_crowd_fits_into_every_card(library: Library, voice: Voice) -> None:
    others = tuple(Voice(voice.texts, language) for language in voice.texts.languages if language != voice.language)
    members = {one.person: (one.team or 0) % 5 for one in CROWD}
    lobby = text_of(lobby_poster(NIGHT, library, voice, others))
    assert lobby.count("<@") == 20 + 1
    assert "480" not in lobby
    opening = Opening(NIGHT, members, NOW, timedelta(minutes=12))
    assert text_of(opening_poster(opening, library, voice)).count("<@") <= 91
    ninety = [one.person for one in CROWD[:90]]
    for poster in (reminder_poster(NIGHT, "day", ninety, "x", voice), moved_poster(NIGHT, ninety, "x", voice)):
        assert text_of(poster).count("<@") == 90
    text_of(plan_poster(NIGHT, Notes(("night.plan.no-event", "night.plan.no-thread")), library, voice))
    text_of(list_poster([NIGHT] * 25, 0, voice))
    text_of(which_poster([NIGHT] * 25, "cancel", ["x" * 100] * 25, voice))
    assert len(event_words(NIGHT, library, voice)) < 900


def test_at_most_twenty_names_in_all_and_every_team_is_counted(library: Library, texts: Texts) -> None:
    few = msgspec.structs.replace(PLAN, team_names=("Reds", "Blues"), rounds=((),))
    people = tuple(Coming(number, number % 3) for number in range(1, 91))
    lines = text_of(lobby_poster(replace(NIGHT, plan=few, people=people), library, Voice(texts, "en"))).splitlines()
    reds = next(line for line in lines if line.startswith("**Reds**"))
    assert (reds.count("<@"), reds.endswith("others: 10"), reds.startswith("**Reds** (30): ")) == (20, True, True)
    assert "**Blues** (30)" in lines
    assert "No team yet: 30" in lines


@pytest.mark.parametrize("reason", list(Reason))
def test_every_end_is_said(reason: Reason, library: Library, voice: Voice) -> None:
    ended = replace(NIGHT, state=State.CANCELLED, reason=reason)
    text = text_of(lobby_poster(ended, library, voice))
    assert PLAN.title in text
    assert voice.say(f"night.cancelled.{reason}", title=f"**{PLAN.title}**") in text.replace("\\", "")


def test_nothing_can_be_pressed_on_a_night_that_is_over(library: Library, voice: Voice) -> None:
    for state in (State.STARTED, State.OVER, State.CANCELLED, State.CLOSED):
        drawn = parts(
            poster_layout(lobby_poster(replace(NIGHT, state=state), library, voice, (voice,))).to_components()
        )
        assert all("custom_id" not in part for part in drawn)


def test_a_list_has_pages(texts: Texts) -> None:
    voice = Voice(texts, "en")
    nights = [
        replace(NIGHT, night=number, plan=msgspec.structs.replace(PLAN, title=f"N{number}")) for number in range(7)
    ]
    first, second = (text_of(list_poster(nights, page, voice)) for page in (0, 1))
    assert [f"**N{number}**" in first for number in range(7)] == [number < NIGHTS_ON_A_PAGE for number in range(7)]
    assert "**N6**" in second
