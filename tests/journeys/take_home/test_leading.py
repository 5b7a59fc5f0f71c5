"""Setting, listing, ending a take-home; and what may be wrong with a wish."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.sandbox.world.permissions import SEND_MESSAGES
from tests.journeys.people import Person
from tests.journeys.quiz.evening import Evening
from tests.journeys.quiz.night import Night
from tests.journeys.running import until
from tests.journeys.take_home.homework import closes, is_set, stored, taken

Say = Callable[..., str]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"until": "in 2 minutes"}, "at least 5 minutes"),
        ({"until": "2027-12-31"}, "at most 60 days"),
        ({"until": "2026-11-20 20:00"}, "at least 5 minutes"),
        ({"until": "whenever"}, "I do not understand “whenever”"),
        ({"until": "tomorrow", "category": "Computer"}, "Did you mean “Compute”?"),
        ({"until": "tomorrow", "zone": "Madrit"}, "Did you mean Madrid?"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_set(
    night: Night, ana: Person, options: dict[str, str], expected: str
) -> None:
    answer = await ana.command("takehome start", **options)
    assert expected in answer.unescaped
    assert answer.is_private
    assert night.messages() == []
    assert "There is none here" in (await ana.command("takehome list")).text


async def test_without_a_permission_it_says_which(night: Night, ana: Person) -> None:
    await night.sandbox.faults.apply("permission", {"channel_id": ana.channel_id, "deny": SEND_MESSAGES})
    answer = await ana.command("takehome start", until="tomorrow 20:00")
    assert "I lack the permission “Send Messages”" in answer.text


async def test_while_it_is_typed_the_time_is_shown_as_it_is_read(night: Night, ana: Person, luis: Person) -> None:
    assert (await ana.autocomplete("takehome start", until="sunday 20:00"))[0].startswith(
        "Sunday 29 November 2026, 20:00"
    )
    offered = await luis.autocomplete("takehome start", zone="Lima", until="mañana a las 18")
    assert offered[0] == "viernes 27 de noviembre de 2026, 18:00 (Lima)"
    assert len(await luis.autocomplete("takehome start", until="")) == 4
    assert "Compute" in await ana.autocomplete("takehome start", category="comp")
    assert (await ana.autocomplete("takehome start", zone="madri"))[0].startswith("Madrid")
    assert night.messages() == []


async def test_a_guessed_zone_is_said_and_one_that_was_used_is_kept(night: Night, ana: Person) -> None:
    guessed = await ana.command("takehome start", until="tomorrow 20:00", questions=1)
    assert "I guessed your time zone" in guessed.text
    assert night.last().text.startswith("### Quiz to take home: **A mix of everything**")


async def test_it_is_closed_before_its_time_by_those_who_may(
    night: Night, evening: Evening, ana: Person, luis: Person
) -> None:
    announcement = await is_set(night, ana, title="Short one")
    take_home = await stored(evening, announcement)
    await taken(announcement, luis, take_home, True)
    question = await ana.command("takehome end")
    assert "Close **Short one** now?" in question.text
    assert "Took part so far: 1" in question.text
    assert (await question.press("Leave it open")).text == "“Short one” stays open."
    ended = await (await ana.command("takehome end")).press("Close it")
    assert ended.text == "“Short one” is closed. The result comes into its channel in a moment."
    night.clock.move_to(night.clock.now() + timedelta(seconds=5))
    await until(night.sandbox, lambda: "Take-home over" in night.last().text)
    assert "Nothing more is counted" in (await announcement.pressed_by(ana, "Take it")).text
    assert (await ana.command("takehome end")).text.startswith("No quiz to take home is open here.")


async def test_the_result_can_be_asked_for_again(
    night: Night, evening: Evening, ana: Person, luis: Person, say: Say
) -> None:
    announcement = await is_set(night, ana, title="One")
    take_home = await stored(evening, announcement)
    assert (await luis.command("takehome results")).text == say(luis, "takehome.none-closed")
    still = await luis.command("takehome results", quiz=str(take_home.id))
    assert still.unescaped == say(luis, "takehome.still-open", title="One")
    await taken(announcement, luis, take_home, True, True)
    result = await closes(night, take_home)
    again = await ana.command("takehome results")
    assert again.text == result.text
    assert not again.is_private
    private = await luis.command("takehome results", private=True)
    assert private.is_private
    assert "Se cerró el quiz para casa: **One**" in private.text
    assert await luis.autocomplete("takehome results", quiz="on") == ["One · 27 de noviembre de 2026 · preguntas: 2"]
    assert await luis.autocomplete("takehome end", quiz="") == []
    listed = await luis.command("takehome list")
    assert (await listed.press("Mi resultado")).title == "Tu resultado"


async def test_the_questions_are_not_those_of_the_next_quiz(night: Night, evening: Evening, ana: Person) -> None:
    seen: list[str] = []
    for _ in range(2):
        take_home = await stored(evening, await is_set(night, ana, questions=5))
        seen += [question.id for question in take_home.questions]
    assert len(set(seen)) == 10
