"""How people are doing: their score, the boards, and a picture of their progress."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.books import Books
from bot.quiz_wiring import Quizzes, build_quizzes
from bot.sandbox.server import Sandbox
from bot.sandbox.world.town import ANA, APPLICATION, GUILD, LUIS, MIA
from bot.storage.scores import ScoreBook, Summary
from bot.texts import Texts
from bot.wiring import Study
from tests.bot.storage.quizzes import about, opened, play
from tests.journeys.people import Answer, Person
from tests.journeys.running import in_process, until
from tests.kept import ready_file

Say = Callable[..., str]
Given = Mapping[int, bool]

GALLERY = 12
MOST_ALT = 1024
STRANGERS = range(1, 24)


class Played:
    """Quizzes that were played: a question in each, which counts when it is asked."""

    def __init__(self, books: Books, now: datetime) -> None:
        self.books = books
        self.now = now
        self._count = 0

    async def quiz(
        self, *answers: Given, category: str = "compute", domain: str = "technology", days_ago: int = 0
    ) -> None:
        """For each question, who answered it, and whether rightly."""
        self._count += 1
        at = self.now - timedelta(days=days_ago)
        questions = [about(f"q{number}", category, domain) for number in range(len(answers))]
        event = opened(GUILD, self._count, questions, at)
        await play(self.books, answers, quiz=self._count, event=event)


@pytest.fixture
async def books(tmp_path: Path) -> AsyncIterator[Books]:
    async with Books.kept(ready_file(tmp_path / "scores.sqlite"), (), tell=_fail) as books:
        yield books


def _fail(why: Exception) -> None:
    raise why


@pytest.fixture
def quizzes(study: Study, books: Books) -> Quizzes:
    return build_quizzes(study.library, books)


@pytest.fixture
def played(sandbox: Sandbox, books: Books) -> Played:
    """It is noon, so that no test begins on one day and ends on another."""
    now = sandbox.clock.now()
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1)
    sandbox.clock.move_to(noon)
    return Played(books, noon)


def me(person: Person) -> int:
    return {"ana": ANA, "luis": LUIS, "mia": MIA}[person.key]


def components(message: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (part for container in message["components"] for part in container["components"])


def picture(answer: Answer) -> Mapping[str, Any] | None:
    """The one picture of a message."""
    found = [item for part in components(answer.message) if part["type"] == GALLERY for item in part["items"]]
    return found[0] if found else None


def rows(answer: Answer) -> list[str]:
    """The lines of a board with somebody in them."""
    return [line for line in answer.text.splitlines() if "<@" in line and line.startswith("**")]


# --- /score ----------------------------------------------------------------------------------------------------------


async def test_who_has_answered_nothing_is_told_how_to_begin(reader: Person, say: Say) -> None:
    for command in ("score", "progress"):
        answer = await reader.command(command, private=True)
        assert say(reader, "scores.nothing-of-you") in answer.text
        assert say(reader, "scores.begin").split(":")[0] in answer.text
        assert answer.is_private


async def test_a_score_has_points_place_accuracy_days_and_parts(played: Played, reader: Person, say: Say) -> None:
    mine = me(reader)
    await played.quiz({mine: True, MIA: True}, {mine: False, MIA: True}, days_ago=1)
    await played.quiz({mine: True}, category="storage", domain="security")
    answer = await reader.command("score", private=True)
    percent = say(reader, "scores.percent", percent=67)
    for line in (
        say(reader, "scores.points", points="2000"),
        say(reader, "scores.place", rank=1, people=2),
        say(reader, "scores.accuracy", percent=percent, answers=3),
        say(reader, "scores.days", days=2),
    ):
        assert line in answer.text
    half, whole = (say(reader, "scores.percent", percent=percent) for percent in (50, 100))
    compute, storage = ("Compute", "Storage") if reader.language == "en" else ("Cómputo", "Almacenamiento")
    assert say(reader, "scores.part", name=compute, percent=half, answers=2, points=1000) in answer.text
    assert say(reader, "scores.part", name=storage, percent=whole, answers=1, points=1000) in answer.text


async def test_somebody_else_s_score_is_under_their_name(played: Played, ana: Person) -> None:
    await played.quiz({LUIS: True})
    answer = await ana.command("score", person=str(LUIS))
    assert (answer.title, answer.is_private) == ("Score of Luis", False)
    nothing = await ana.command("score", person=str(MIA))
    assert "Mia has not answered" in nothing.text


async def test_a_bot_has_no_score(reader: Person, say: Say) -> None:
    world = reader.sandbox.world
    name = world.users[APPLICATION].name
    for command in ("score", "progress"):
        answer = await reader.command(command, person=str(APPLICATION))
        assert (answer.text, answer.is_private) == (say(reader, "scores.bot", name=name), True)


async def test_in_direct_messages_they_say_where_scores_are(reader: Person, say: Say) -> None:
    private = reader.in_private()
    assert "leaderboard" not in private.commands
    for command in ("score", "progress"):
        assert (await private.command(command)).text == say(reader, "scores.needs-server")


# --- /leaderboard ----------------------------------------------------------------------------------------------------


async def test_who_has_the_same_points_has_the_same_place(played: Played, reader: Person) -> None:
    await played.quiz({ANA: True, LUIS: True, MIA: False})
    answer = await reader.command("leaderboard")
    assert [line.split(" · ")[0] for line in rows(answer)] == [
        f"**1.** <@{ANA}>",
        f"**1.** <@{LUIS}>",
        f"**3.** <@{MIA}>",
    ]
    assert answer.message["mentions"] == []


async def test_an_empty_board_says_how_to_begin(reader: Person, say: Say) -> None:
    answer = await reader.command("leaderboard")
    assert say(reader, "board.nobody") in answer.text
    assert say(reader, "board.title.all") == answer.title


async def crowd(played: Played, *last: int) -> None:
    """Strangers with one point less each, and whoever comes last."""
    people = [*STRANGERS, *last]
    for number in range(len(people)):
        await played.quiz({person: place >= number for place, person in enumerate(reversed(people))})


async def test_ten_a_page_and_one_s_own_row_on_each(played: Played, ana: Person) -> None:
    await crowd(played, ANA)
    first = await ana.command("leaderboard")
    assert len(rows(first)) == 11
    assert rows(first)[0].startswith("**1.** <@1>")
    assert rows(first)[-1].startswith(f"**24.** <@{ANA}>")
    second = await first.press("Next 10")
    assert second.id == first.id
    assert [rows(second)[0][:8], len(rows(second))] == ["**11.** ", 11]
    third = await second.press("Next 10")
    assert "Next 10" not in third.buttons
    assert [line.split(" · ")[0] for line in rows(third)][-1] == f"**24.** <@{ANA}>"
    assert rows(await third.press("Back")) == rows(second)


async def test_others_turn_it_for_themselves(played: Played, ana: Person, luis: Person) -> None:
    await crowd(played, ANA, LUIS)
    shown = await ana.command("leaderboard")
    page = await shown.pressed_by(luis, "Next 10")
    assert page.is_private
    assert page.title == "Clasificación de siempre"
    assert rows(page)[-1].startswith(f"**25.** <@{LUIS}>")
    assert rows(shown.now()) == rows(shown)
    assert (await page.press("10 siguientes")).id == page.id


async def test_times_and_orders_are_one_press_away(played: Played, reader: Person, say: Say) -> None:
    await played.quiz({ANA: True}, *[{LUIS: True}] * 5, days_ago=0)
    await played.quiz(*[{MIA: True}] * 9, days_ago=40)
    everything = await reader.command("leaderboard", private=True)
    assert len(rows(everything)) == 3
    today = await everything.press(say(reader, "choice.leaderboard.period.today"))
    assert [line.split(" · ")[0] for line in rows(today)] == [f"**1.** <@{LUIS}>", f"**2.** <@{ANA}>"]
    assert say(reader, "choice.leaderboard.period.today") not in today.buttons
    accurate = await today.press(say(reader, "board.order.accuracy"))
    assert [line.split(" · ")[0] for line in rows(accurate)] == [f"**1.** <@{LUIS}>"]
    assert say(reader, "board.least", least=5) in accurate.text
    assert {answer.id for answer in (everything, today, accurate)} == {everything.id}


async def test_a_board_of_one_category(played: Played, reader: Person, say: Say) -> None:
    await played.quiz({ANA: True})
    await played.quiz({LUIS: True}, category="storage")
    offered = await reader.autocomplete("leaderboard", category="alm" if reader.language == "es" else "stor")
    answer = await reader.command("leaderboard", category=offered[0], by="points", period="week")
    assert [line.split(" · ")[0] for line in rows(answer) if "**1.**" in line] == [f"**1.** <@{LUIS}>"]
    assert offered[0] in answer.text
    wrong = await reader.command("leaderboard", category="qqqq")
    assert (wrong.text, wrong.is_private) == (say(reader, "topics.no-category", typed="qqqq"), True)


# --- /progress -------------------------------------------------------------------------------------------------------


async def test_progress_is_a_picture_that_is_told_in_words(played: Played, reader: Person, say: Say) -> None:
    mine = me(reader)
    for days_ago in (30, 20, 10, 0):
        await played.quiz({mine: True}, {mine: days_ago < 15}, days_ago=days_ago)
    answer = await reader.command("progress")
    shown = picture(answer)
    assert shown is not None
    assert shown["media"]["url"].split("?")[0].endswith("/progress.png")
    assert shown["media"]["width"] == 1100
    told = say(reader, "scores.share-of", percent=say(reader, "scores.percent", percent=75), answers=8)
    assert told in shown["description"]
    assert len(shown["description"]) <= MOST_ALT
    assert told in answer.text
    assert say(reader, "progress.by-span.week") in answer.text


async def test_of_one_day_there_is_no_line_yet_but_there_are_bars(played: Played, ana: Person) -> None:
    await played.quiz({ANA: True})
    assert picture(await ana.command("progress", private=True)) is not None


class SlowBook(ScoreBook):
    """Takes as long as a test wants."""

    def __init__(self, book: ScoreBook, go: asyncio.Event) -> None:
        self._book = book
        self._go = go

    async def summary(self, guild: int, person: int, today: date) -> Summary | None:
        await self._go.wait()
        return await self._book.summary(guild, person, today)

    async def progress(self, guild: int, person: int, first: date, last: date) -> Any:
        return await self._book.progress(guild, person, first, last)


class SlowBooks(Books):
    """The books of somebody else, read slowly."""

    def __init__(self, books: Books) -> None:
        super().__init__()
        self._books = books
        self.go = asyncio.Event()

    @property
    def scores(self) -> ScoreBook:
        return SlowBook(self._books.scores, self.go)


async def test_a_picture_that_takes_long_comes_after_its_words(
    played: Played, sandbox: Sandbox, study: Study, texts: Texts
) -> None:
    await played.quiz({ANA: True})
    slow = SlowBooks(played.books)
    async with in_process(sandbox, study, texts, build_quizzes(study.library, slow)):
        ana = Person("ana", sandbox)
        asked = asyncio.create_task(ana.command("progress", private=True))
        await until(sandbox, lambda: any(seen.is_loading for seen in ana.sees()))
        slow.go.set()
        words = await asked
        await until(sandbox, lambda: len(ana.sees()) == 2)
        pictures = [picture(seen) for seen in ana.sees()]
        assert words.was_late
        assert pictures[0] is None
        assert pictures[1] is not None
        assert all(seen.is_private for seen in ana.sees())


# --- trouble ---------------------------------------------------------------------------------------------------------


async def test_scores_that_cannot_be_read_are_not_lost_and_say_so(
    sandbox: Sandbox, study: Study, texts: Texts, say: Say
) -> None:
    async with in_process(sandbox, study, texts, build_quizzes(study.library, Books())):
        luis = Person("luis", sandbox)
        for command in ("score", "leaderboard", "progress"):
            answer = await luis.command(command)
            assert (answer.text, answer.is_private) == (say(luis, "scores.unreadable"), True)


async def test_a_board_works_after_a_restart(
    played: Played, sandbox: Sandbox, study: Study, texts: Texts, quizzes: Quizzes
) -> None:
    await crowd(played, ANA)
    ana = Person("ana", sandbox)
    async with in_process(sandbox, study, texts, quizzes):
        board = await ana.command("leaderboard")
    async with in_process(sandbox, study, texts, quizzes):
        assert (await board.press("Next 10")).id == board.id


async def test_where_the_bot_is_not_there_are_no_scores(luis: Person) -> None:
    luis.install()
    await luis.sandbox.faults.apply("leave-guild")
    assert set(luis.commands).isdisjoint({"score", "leaderboard", "progress"})
