"""Trouble between the bot and Discord: people get their answer, once, or are told why not."""

import asyncio
import logging
import re
import threading
from collections.abc import Callable
from dataclasses import replace

import aiohttp
import pytest

from bot.quiz_wiring import Quizzes
from bot.sandbox.refusals import Refused
from bot.sandbox.server import Sandbox
from bot.sandbox.world import town
from bot.texts import Texts
from bot.wiring import Study
from knowledge.answers import Answer as Found
from knowledge.asking import Asking
from knowledge.languages import read_vocabulary
from tests.journeys.people import PATIENCE_SECONDS, NotAnswered, Person
from tests.journeys.running import TOKEN, in_process, until

Say = Callable[..., str]
CALLBACK = "/callback$"


async def works(person: Person) -> None:
    assert (await person.command("what", concept="lambda")).title == "AWS Lambda"


# --- the gateway -----------------------------------------------------------------------------------------------------


async def test_what_was_asked_while_the_connection_was_gone_is_answered_after_it(ana: Person) -> None:
    await ana.sandbox.faults.apply("drop")
    assert not ana.sandbox.gateway.is_connected
    await works(ana)
    assert len(ana.sandbox.gateway.sessions()) == 1


@pytest.mark.parametrize(
    ("fault", "fields"),
    [("reconnect", {}), ("invalidate", {"resumable": True}), ("drop", {"code": 4000}), ("drop", {"code": 4009})],
)
async def test_a_session_that_goes_on_loses_nothing(fault: str, fields: dict[str, object], ana: Person) -> None:
    before = ana.sandbox.gateway.sessions()[0]["session_id"]
    await ana.sandbox.faults.apply(fault, fields)
    await works(ana)
    assert [session["session_id"] for session in ana.sandbox.gateway.sessions()] == [before]


async def test_a_session_that_is_over_is_followed_by_another(ana: Person) -> None:
    before = ana.sandbox.gateway.sessions()[0]["session_id"]
    await ana.sandbox.faults.apply("invalidate", {"resumable": False})
    await until(ana.sandbox, lambda: ana.sandbox.gateway.is_connected)
    await works(ana)
    assert [session["session_id"] for session in ana.sandbox.gateway.sessions()] != [before]


async def test_a_gateway_that_refuses_is_asked_again(
    sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes
) -> None:
    await sandbox.faults.apply("refuse-gateway", {"times": 3})
    async with in_process(sandbox, study, texts, quizzes):
        await works(Person("ana", sandbox))


async def test_drops_in_a_row_are_survived(ana: Person, luis: Person) -> None:
    for _ in range(3):
        await ana.sandbox.faults.apply("drop")
        await asyncio.gather(works(ana), works(luis))


async def test_an_event_that_comes_twice_is_answered_once(ana: Person) -> None:
    await ana.sandbox.faults.apply("duplicate")
    await works(ana)
    await works(ana)
    assert len(ana.sees()) == 2


async def test_an_event_that_never_comes_is_the_only_one_lost(ana: Person) -> None:
    await ana.sandbox.faults.apply("lose")
    asked = asyncio.create_task(ana.command("what", concept="lambda"))
    await until(ana.sandbox, lambda: not ana.sandbox.faults.in_force())
    ana.sandbox.clock.move(seconds=3)
    with pytest.raises(NotAnswered):
        await asked
    await works(ana)


# --- the API ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_an_answer_that_fails_is_given_again(status: int, ana: Person) -> None:
    await ana.sandbox.faults.apply("error", {"status": status, "times": 1, "path": CALLBACK})
    await works(ana)


async def test_an_answer_that_arrived_although_it_failed_is_not_given_twice(ana: Person) -> None:
    await ana.sandbox.faults.apply("error", {"status": 502, "times": 1, "path": CALLBACK, "after": True})
    await works(ana)
    await works(ana)
    assert len(ana.sees()) == 2


@pytest.mark.parametrize("scope", ["user", "global", "shared"])
async def test_an_answer_that_is_limited_comes_when_it_may(scope: str, ana: Person) -> None:
    limit = {"seconds": 0.05, "scope": scope, "times": 2, "path": CALLBACK}
    await ana.sandbox.faults.apply("rate-limit", limit)
    await works(ana)


async def test_an_answer_that_is_slow_to_arrive_arrives(ana: Person) -> None:
    await ana.sandbox.faults.apply("delay", {"seconds": 0.1, "times": 3, "path": CALLBACK})
    await asyncio.gather(works(ana), works(ana), works(ana))
    assert len(ana.sees()) == 3


async def test_an_answer_that_comes_too_late_is_forgotten(ana: Person, caplog: pytest.LogCaptureFixture) -> None:
    limit = {"seconds": 0.05, "scope": "user", "times": 1, "path": CALLBACK}
    await ana.sandbox.faults.apply("rate-limit", limit)
    refused = asyncio.Event()
    ana.sandbox.observe(lambda seen: refused.set() if getattr(seen, "status", 0) == 404 else None)
    asked = asyncio.create_task(ana.command("what", concept="lambda"))
    await until(ana.sandbox, lambda: not ana.sandbox.faults.in_force())
    ana.sandbox.clock.move(seconds=3)
    with pytest.raises(NotAnswered):
        await asked
    async with asyncio.timeout(PATIENCE_SECONDS):
        await refused.wait()
    await works(ana)
    assert "An answer came too late and was not shown (10062)." in caplog.text
    assert len(ana.sees()) == 1


async def test_a_suggestion_that_comes_too_late_is_forgotten(ana: Person, caplog: pytest.LogCaptureFixture) -> None:
    limit = {"seconds": 0.05, "scope": "user", "times": 1, "path": CALLBACK}
    await ana.sandbox.faults.apply("rate-limit", limit)
    refused = asyncio.Event()
    ana.sandbox.observe(lambda seen: refused.set() if getattr(seen, "status", 0) == 404 else None)
    typing = asyncio.create_task(ana.autocomplete("what", concept="lamb"))
    await until(ana.sandbox, lambda: not ana.sandbox.faults.in_force())
    ana.sandbox.clock.move(seconds=3)
    with pytest.raises(Refused):
        await typing
    async with asyncio.timeout(PATIENCE_SECONDS):
        await refused.wait()
    await works(ana)
    assert "Traceback" not in caplog.text
    assert str(town.ANA) not in caplog.text


async def test_what_goes_wrong_while_logging_in_is_tried_again(
    sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes
) -> None:
    await sandbox.faults.apply("error", {"status": 503, "times": 2, "path": "GET /users/@me"})
    async with in_process(sandbox, study, texts, quizzes):
        await works(Person("ana", sandbox))


async def test_commands_are_registered_when_they_may_be(
    sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes
) -> None:
    limit = {"seconds": 0.05, "scope": "user", "times": 1, "path": "PUT .*/commands$"}
    await sandbox.faults.apply("rate-limit", limit)
    async with in_process(sandbox, study, texts, quizzes):
        await works(Person("ana", sandbox))


# --- the bot itself --------------------------------------------------------------------------------------------------


class Broken(Asking):
    """Falls over whatever it is asked."""

    def what(self, typed: str) -> Found:
        raise RuntimeError(f"cannot look up {typed}")


class Slow(Asking):
    """Takes as long as a test wants."""

    def __init__(self, study: Study) -> None:
        super().__init__(study.library, read_vocabulary())
        self.is_over = threading.Event()

    def what(self, typed: str) -> Found:
        self.is_over.wait(PATIENCE_SECONDS)
        return super().what(typed)


@pytest.mark.parametrize("is_private", [True, False])
async def test_who_waits_long_is_told_that_the_bot_is_thinking(
    is_private: bool,  # noqa: FBT001 - a parameter of the test
    sandbox: Sandbox,
    study: Study,
    texts: Texts,
    quizzes: Quizzes,
) -> None:
    slow = Slow(study)
    async with in_process(sandbox, replace(study, asking=slow), texts, quizzes):
        ana = Person("ana", sandbox)
        query = "what runs my code without servers"
        asked = asyncio.create_task(ana.command("what", concept=query, private=is_private))
        await until(sandbox, lambda: any(seen.is_loading for seen in ana.sees()))
        slow.is_over.set()
        answer = await asked
        assert answer.was_late
        assert answer.is_private is is_private
        assert [(seen.id, seen.is_loading) for seen in ana.sees()] == [(answer.id, False)]


async def test_a_thinking_that_arrived_although_it_failed_is_followed_by_the_answer(
    sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes
) -> None:
    slow = Slow(study)
    async with in_process(sandbox, replace(study, asking=slow), texts, quizzes):
        ana = Person("ana", sandbox)
        await sandbox.faults.apply("error", {"status": 502, "times": 1, "path": CALLBACK, "after": True})
        asked = asyncio.create_task(ana.command("what", concept="what runs my code without servers"))
        await until(sandbox, lambda: any(seen.is_loading for seen in ana.sees()))
        slow.is_over.set()
        answer = await asked
        assert [(seen.id, seen.is_loading) for seen in ana.sees()] == [(answer.id, False)]


async def test_our_own_mistake_is_told_with_the_code_that_is_in_the_log(
    sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(study, asking=Broken(study.library, read_vocabulary()))
    async with in_process(sandbox, broken, texts, quizzes):
        luis = Person("luis", sandbox)
        answer = await luis.command("what", concept="lambda")
        code = re.search(r"[A-Z0-9]{6}", answer.text)
        assert code is not None
        assert answer.text == texts.say("es", "mistake.unexpected", code=code[0])
        assert answer.is_private
        logged = next(record for record in caplog.records if record.levelno == logging.ERROR)
        assert logged.getMessage().startswith(code[0])
        assert "cannot look up lambda" in caplog.text
        await luis.command("topics")


async def test_a_button_whose_card_is_gone_says_so(reader: Person, say: Say) -> None:
    custom_id = "card:what:no-such-concept:0:"
    button = {"type": 2, "style": 2, "label": "Old", "custom_id": custom_id}
    message = await posted(reader, {"content": "Old", "components": [{"type": 1, "components": [button]}]})
    answer = await reader.press(message, custom_id)
    assert answer.text == say(reader, "mistake.gone")
    assert answer.is_private


@pytest.mark.parametrize("word", ["setup", "settings", "privacy", "board"])
async def test_a_button_of_another_version_says_so(word: str, ana: Person, say: Say) -> None:
    custom_id = f"{word}:as-it-once-was"
    button = {"type": 2, "style": 2, "label": "Old", "custom_id": custom_id}
    message = await posted(ana, {"content": "Old", "components": [{"type": 1, "components": [button]}]})
    answer = await ana.press(message, custom_id)
    assert (answer.text, answer.is_private) == (say(ana, "mistake.gone"), True)


async def test_a_button_that_is_not_ours_is_left_to_whoever_made_it(reader: Person) -> None:
    button = {"type": 2, "style": 2, "label": "Strange", "custom_id": "somebody-else-s"}
    message = await posted(reader, {"content": "Strange", "components": [{"type": 1, "components": [button]}]})
    pressed = asyncio.create_task(reader.press(message, "somebody-else-s"))
    await works(reader.at("quiz"))
    reader.sandbox.clock.move(seconds=3)
    with pytest.raises(NotAnswered):
        await pressed


async def posted(person: Person, body: dict[str, object]) -> dict[str, object]:
    """A message that the bot's account has posted by other means, as an older version of it may have."""
    headers = {"Authorization": f"Bot {TOKEN}", "User-Agent": "DiscordBot (https://example.org, 0)"}
    url = f"{person.sandbox.api}/channels/{person.channel_id}/messages"
    async with aiohttp.ClientSession(headers=headers) as session, session.post(url, json=body) as response:
        message: dict[str, object] = await response.json()
        return message
