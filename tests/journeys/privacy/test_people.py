"""People see, take along and delete what is stored of them, and keep off the leaderboards."""

import asyncio
import csv
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from io import BytesIO, StringIO
from random import Random
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from bot.quiz.standings import Standing
from bot.sandbox.server import Sandbox
from bot.sandbox.world.town import ANA, GUILD, LUIS, MIA
from bot.storage.belonging import of_people
from bot.storage.database import Database
from bot.storage.forgetting import Forgetting
from bot.storage.scores import Board, ScoreBook
from bot.storage.tables.privacy import to_forget
from bot.storage.verifying import verify
from tests.journeys.people import PATIENCE_SECONDS, Answer, Person
from tests.journeys.quiz.night import LETTERS, Night

Say = Callable[..., str]
IDS = {"ana": ANA, "luis": LUIS, "mia": MIA}
MINUTE = timedelta(minutes=1)
WORDS = {"en": "DELETE", "es": "BORRAR"}


async def rows_of(database: Database, person: int) -> dict[str, int]:
    counted = {
        table.name: len(await database.rows(select(table).where(column == person)))
        for table, column in of_people().items()
    }
    return {name: count for name, count in counted.items() if count}


async def deletes(person: Person, say: Say, word: str = "") -> Answer:
    """Ask, press, and type the word."""
    asked = await person.command("privacy delete")
    form = await asked.open_form(person, say(person, "privacy.delete.button"))
    return await person.submit(form, word or WORDS[person.language])


async def eventually(is_so: Callable[[], Awaitable[bool]]) -> None:
    """Until something is so that the bot does by itself, and tells nobody of."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await is_so():
            pass


async def files_for(person: Person) -> list[Mapping[str, object]]:
    """What they are sent, as soon as it is there."""
    me = person.sandbox.world.person(person.key)
    assert me is not None
    with person.sandbox.events.listening(me) as ear:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not (found := [file for message in person.sees() for file in message.message["attachments"]]):
                await ear.get()
    return found


# --- seeing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["luis", "mia"])
async def test_somebody_sees_what_is_stored_of_them(played: Database, night: Night, key: str, say: Say) -> None:
    person = night.person(key)
    shown = await person.command("privacy data")
    assert shown.is_private
    assert shown.title == say(person, "privacy.about.title")
    for table, count in (await rows_of(played, IDS[key])).items():
        line = say(person, "privacy.count", what=say(person, f"privacy.table.{table}"), count=f"**{count}**")
        assert line in shown.unescaped
    assert "</privacy export:" in shown.text
    in_private = await person.in_private().command("privacy data")
    assert in_private.text == shown.text


async def test_of_whoever_has_not_played_nothing_is_stored(night: Night, luis: Person, say: Say) -> None:
    assert say(luis, "privacy.about.nothing") in (await luis.command("privacy data")).unescaped
    assert (await luis.command("privacy export")).unescaped == say(luis, "privacy.export.nothing")
    assert (await luis.command("privacy delete")).unescaped == say(luis, "privacy.delete.nothing")
    del night


# --- taking along --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["luis", "mia"])
async def test_somebody_takes_everything_along(played: Database, night: Night, key: str, say: Say) -> None:
    person = night.person(key).in_private()
    answer = await person.command("privacy export")
    assert answer.title == say(person, "privacy.export.title")
    (file,) = await files_for(person)
    assert file["filename"] == "studyhall.zip"
    stored = night.sandbox.world.files.get(int(str(file["id"])))
    assert stored is not None
    archive = ZipFile(BytesIO(stored.content))
    tables = await rows_of(played, IDS[key])
    assert sorted(archive.namelist()) == sorted(
        ["README.txt", *(f"{name}.{kind}" for name in (*tables, "entries") for kind in ("csv", "json"))]
    )
    readme = archive.read("README.txt").decode("utf-8-sig")
    assert readme.startswith(say(person, "privacy.readme.title"))
    assert f"marks: {say(person, 'privacy.table.marks')} (4)" in readme
    rows = list(csv.DictReader(StringIO(archive.read("marks.csv").decode("utf-8-sig"))))
    records = json.loads(archive.read("marks.json"))
    assert [row["points"] for row in rows] == [str(record["points"]) for record in records]
    assert {record["person"] for record in records} == {str(IDS[key])}
    done = json.loads(archive.read("entries.json"))
    assert [(line["event"], line["answer"]) for line in done[:2]] == [("answered", "q1-0"), ("answered", "q2-1")]
    others = {str(number) for number in IDS.values()} - {str(IDS[key])}
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert not any(number in everything for number in others)


# --- deleting ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["luis", "mia"])
async def test_somebody_has_everything_deleted(played: Database, night: Night, key: str, say: Say) -> None:
    person, other = night.person(key), {"luis": MIA, "mia": LUIS}[key]
    before = await ScoreBook(played).place(Board(GUILD), other)
    asked = await person.command("privacy delete")
    assert asked.is_private
    assert asked.title == say(person, "privacy.delete.title")
    assert say(person, "privacy.table.marks") in asked.unescaped
    done = await deletes(person, say)
    assert done.unescaped == say(person, "privacy.delete.done")
    assert done.buttons == []
    assert await rows_of(played, IDS[key]) == {}
    after = await ScoreBook(played).place(Board(GUILD), other)
    assert before is not None
    assert after == Standing(2, other, before.points, before.right, before.answered)
    assert (await verify(played)).differences == []
    assert say(person, "privacy.about.nothing") in (await person.command("privacy data")).unescaped


async def test_a_button_alone_deletes_nothing_nor_does_another_word(played: Database, luis: Person, say: Say) -> None:
    before = await rows_of(played, LUIS)
    asked = await luis.command("privacy delete")
    form = await asked.open_form(luis, say(luis, "privacy.delete.button"))
    wrong = await luis.submit(form, "sí")
    assert wrong.unescaped == say(luis, "privacy.delete.wrong")
    kept = await (await luis.command("privacy delete")).press(say(luis, "privacy.delete.keep"))
    assert kept.unescaped == say(luis, "privacy.delete.kept")
    assert await rows_of(played, LUIS) == before


async def test_in_a_running_quiz_it_is_done_when_that_is_over(
    played: Database, night: Night, luis: Person, mia: Person, say: Say
) -> None:
    await night.starts(night.person("ana"), questions=2, kind="one")
    await night.passes(5)
    question, right = night.last(), night.right()[0]
    await question.pressed_by(luis, LETTERS[right])
    await question.pressed_by(mia, LETTERS[right])
    place = f"<#{luis.channel_id}>"
    assert place in (await luis.command("privacy delete")).text
    done = await deletes(luis, say)
    assert say(luis, "privacy.delete.later", channels=place) in done.unescaped
    assert set(await rows_of(played, LUIS)) == {"quiz_people", "to_forget"}
    await night.passes(300)
    await eventually(lambda: is_forgotten(played, night))
    standing = await ScoreBook(played).place(Board(GUILD), MIA)
    assert standing is not None
    assert standing.right == 3
    assert (await verify(played)).differences == []


async def test_what_is_known_by_heart_is_forgotten_too(night: Night, luis: Person, say: Say) -> None:
    await luis.command("accessibility", time="200")
    await night.starts(night.person("ana"), questions=1, kind="one")
    await night.passes(5)
    await night.last().pressed_by(luis, LETTERS[night.right()[0]])
    await night.passes(300)
    end = night.last()
    assert (await end.pressed_by(luis, "My result")).title == say(luis, "quiz.result.title")
    await deletes(luis, say)
    assert say(luis, "quiz.result.none") in (await end.pressed_by(luis, "My result")).unescaped
    assert say(luis, "accessibility.now.100") in (await luis.command("accessibility")).unescaped


async def is_forgotten(database: Database, night: Night) -> bool:
    """After a minute more, in which alarms look again."""
    night.clock.move_to(night.clock.now() + MINUTE)
    return await rows_of(database, LUIS) == {}


async def test_killed_in_the_middle_it_goes_on_at_the_next_start(
    played: Database, night: Night, luis: Person, say: Say
) -> None:
    await night.bot_is_killed()
    # What a kill after the first step leaves behind.
    await Forgetting(played, Random(7)).wish(LUIS)
    assert await rows_of(played, LUIS) != {}
    await night.bot_starts()
    await eventually(lambda: is_forgotten(played, night))
    assert say(luis, "privacy.about.nothing") in (await luis.command("privacy data")).unescaped
    assert await played.rows(select(to_forget)) == []


# --- leaderboards --------------------------------------------------------------------------------------------------


async def test_somebody_keeps_off_the_boards_and_comes_back(
    night: Night, played: Database, luis: Person, mia: Person, say: Say
) -> None:
    assert night.named(luis) in (await mia.command("leaderboard")).text
    hidden = await luis.command("privacy hide")
    assert say(luis, "privacy.hide.done") in hidden.unescaped
    assert hidden.is_private
    board = await mia.command("leaderboard")
    assert night.named(luis) not in board.text
    assert f"**2.** {night.named(mia)}" in board.text
    assert night.named(luis) not in (await luis.command("leaderboard")).text
    own = await luis.command("leaderboard", private=True)
    assert f"**2.** {night.named(luis)}" in own.text
    refused = await mia.command("score", person=str(LUIS))
    assert refused.is_private
    assert refused.unescaped == say(mia, "privacy.hide.score", name="Luis")
    assert (await mia.command("progress", person=str(LUIS))).unescaped == refused.unescaped
    assert (await luis.command("score")).title == say(luis, "scores.title", name="Luis")
    assert say(luis, "privacy.about.hidden") in (await luis.command("privacy data")).unescaped
    assert (await luis.command("privacy show")).unescaped == say(luis, "privacy.show.done")
    assert f"**2.** {night.named(luis)}" in (await mia.command("leaderboard")).text
    del played


async def test_in_a_direct_message_it_is_for_all_servers(played: Database, luis: Person, say: Say) -> None:
    hidden = await luis.in_private().command("privacy hide")
    assert say(luis, "privacy.hide.everywhere") in hidden.unescaped
    top = await ScoreBook(played).top(Board(GUILD))
    assert [standing.person for standing in top] == [ANA, MIA]
    own = await ScoreBook(played).place(Board(GUILD), LUIS)
    assert own is not None
    assert own.rank == 2
    shown = await luis.in_private().command("privacy show")
    assert shown.unescaped == say(luis, "privacy.show.everywhere")
    assert len(await ScoreBook(played).top(Board(GUILD))) == 3


# --- without a database --------------------------------------------------------------------------------------------


async def test_without_a_database_nothing_is_promised(bot: Sandbox, say: Say) -> None:
    luis = Person("luis", bot)
    for command in ("data", "export", "delete"):
        answer = await luis.command(f"privacy {command}")
        assert answer.is_private
        assert answer.unescaped == say(luis, "privacy.unreadable")
    for command in ("hide", "show"):
        assert (await luis.command(f"privacy {command}")).unescaped == say(luis, "privacy.unchanged")
    ana = Person("ana", bot)
    assert (await ana.command("privacy server")).unescaped == say(ana, "privacy.unreadable")
