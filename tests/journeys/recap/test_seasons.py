"""A season from its beginning to its final board, as people see it."""

from collections.abc import Callable
from datetime import timedelta

from tests.journeys.people import Answer, Person
from tests.journeys.quiz.night import Night
from tests.journeys.recap.test_recap import plays
from tests.journeys.running import until

Say = Callable[..., str]
SETTLED = timedelta(seconds=6)


async def begins(night: Night, ana: Person, title: str = "Autumn") -> Answer:
    """A season that has begun a while ago."""
    answer = await ana.command("season start", title=title)
    night.clock.move_to(night.clock.now() + SETTLED)
    return answer


async def ends(ana: Person) -> Answer:
    """The season is over; what the organiser is told."""
    return await (await ana.command("season end")).press("End it")


def boards(night: Night) -> list[Answer]:
    """The final boards in the channel."""
    return [message for message in night.messages() if "The season" in message.text and "is over" in message.text]


async def final(night: Night) -> Answer:
    night.clock.move_to(night.clock.now() + SETTLED)
    await until(night.sandbox, lambda: boards(night))
    return boards(night)[-1]


async def test_a_season_from_its_beginning_to_its_final_board(
    night: Night, ana: Person, luis: Person, mia: Person, say: Say
) -> None:
    await plays(night, ana, mia, luis)
    began = await begins(night, ana)
    assert not began.is_private
    assert f"{night.named(ana)} starts a season: **Autumn**" in began.text
    await plays(night, ana, luis, mia)
    board = await mia.command("leaderboard", period="season")
    assert board.title == "Leaderboard: Autumn"
    assert "since 26 November 2026 (UTC)" in board.text
    assert f"**1.** {night.named(luis)} · 2000 points" in board.text
    assert f"**2.** {night.named(mia)} · 1000 points" in board.text
    everything = await board.press("All time")
    assert f"**1.** {night.named(luis)} · 3000 points" in everything.text
    assert (await everything.now().press("This season")).title == "Leaderboard: Autumn"

    told = await ends(ana)
    assert told.is_private
    assert told.text == say(ana, "season.ending", title="Autumn")
    end = await final(night)
    lines = [line for line in end.text.splitlines() if line.startswith("**")]
    assert lines == [
        f"**1.** {night.named(luis)} · 2000 points · right: 2",
        f"**2.** {night.named(mia)} · 1000 points · right: 1",
    ]
    assert "26 November 2026 to 26 November 2026" in end.text
    await plays(night, ana, mia, luis)
    whole = await end.pressed_by(luis, "Board")
    assert whole.is_private
    assert whole.title == "Clasificación: Autumn"
    assert f"**1.** {night.named(luis)} · 2000 puntos" in whole.text


async def test_earlier_seasons_stay_and_can_be_looked_at(night: Night, ana: Person, luis: Person, mia: Person) -> None:
    for title, best, other in (("Autumn", luis, mia), ("Winter", mia, luis)):
        await begins(night, ana, title)
        await plays(night, ana, best, other)
        if title == "Autumn":
            await ends(ana)
            await final(night)
    listed = await luis.command("season list", private=True)
    assert f"**Winter** · desde el 26 de noviembre de 2026 · En cabeza: {night.named(mia)} · 2000 puntos" in listed.text
    assert f"Ganó {night.named(luis)} · 2000 puntos" in listed.text
    offered = await luis.autocomplete("season board", season="aut")
    assert offered == ["Autumn · del 26 de noviembre de 2026 al 26 de noviembre de 2026"]
    board = await luis.command("season board", season="1")
    assert board.title == "Clasificación: Autumn"
    for unknown in ("one", "99"):
        assert "No conozco esa temporada" in (await luis.command("season board", season=unknown)).text


async def test_only_whoever_manages_the_server_begins_and_ends_seasons(
    night: Night, ana: Person, luis: Person, say: Say
) -> None:
    assert (await luis.command("season start", title="Mine")).text == say(luis, "season.organisers")
    assert (await luis.command("season end")).text == say(luis, "season.organisers")
    assert (await ana.command("season end")).text == say(ana, "season.none-running")
    assert (await luis.command("leaderboard", period="season")).text == say(luis, "season.none-yet")
    await begins(night, ana)
    again = await ana.command("season start", title="Another")
    assert again.unescaped == say(ana, "season.running", title="Autumn")
    question = await ana.command("season end")
    assert (await question.press("Let it run")).text == say(ana, "season.kept", title="Autumn")
    assert (await luis.command("leaderboard", period="season", private=True)).title == "Clasificación: Autumn"


async def test_a_title_means_what_it_says(night: Night, ana: Person) -> None:
    began = await begins(night, ana, "<@1> **x**  [a](https://b.example)")
    assert "<@1> **x** [a](https://b.example)" in began.unescaped
    assert "<@1>" not in began.text


async def test_killed_after_its_end_the_board_is_told_once(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    await begins(night, ana)
    await plays(night, ana, luis, mia)
    await ends(ana)
    await night.bot_is_killed()
    night.clock.move_to(night.clock.now() + timedelta(hours=1))
    await night.bot_starts()
    await final(night)
    await night.bot_is_killed()
    await night.bot_starts()
    assert (await luis.command("season list")).text.count("Autumn") == 1
    assert len(boards(night)) == 1


async def test_what_was_sent_and_never_noted_is_not_sent_twice(
    night: Night, ana: Person, luis: Person, mia: Person
) -> None:
    await begins(night, ana)
    await plays(night, ana, luis, mia)
    fault = {"status": 503, "times": 1, "after": True, "path": "POST /channels/.*/messages$"}
    await night.sandbox.faults.apply("error", fault)
    await ends(ana)
    await final(night)
    await night.bot_is_killed()
    await night.bot_starts()
    assert (await luis.command("season list")).text.count("Autumn") == 1
    assert len(boards(night)) == 1
