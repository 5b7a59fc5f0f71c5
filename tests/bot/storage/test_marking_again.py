"""A question is marked again: marks, totals and boards follow, whenever it happens, and nobody else's change."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest

from bot.quiz.commands import Command, Kick, Refusal, Regrade
from bot.quiz.events import Chosen, Ended, EndReason, Event, Verdict
from bot.quiz.game import Game, fold
from bot.quiz.ports import JournalDownError, NotOursError
from bot.quiz.rules import decide
from bot.storage.appeals import Appeal, AppealBook, AppealState, Correction
from bot.storage.database import Database
from bot.storage.forgetting import Forgetting
from bot.storage.journal import StoredJournal
from bot.storage.scores import Board, ScoreBook
from bot.storage.verifying import verify
from tests.bot.quiz.fakes import ANA, GUILD, HOST, LUIS, MIA, NOON, QUIZ, is_lambda
from tests.bot.storage.quizzes import SETTINGS, add, grown, opened, play

ACCEPT = Regrade(order=1, at=NOON, by=HOST, number=1, verdict=Verdict.ACCEPT, answer=Chosen((1,)))
VOID = Regrade(order=2, at=NOON, by=HOST, number=1, verdict=Verdict.VOID)
UNVOID = Regrade(order=3, at=NOON, by=HOST, number=1, verdict=Verdict.UNVOID)
TAKE_BACK = replace(ACCEPT, order=4, verdict=Verdict.TAKE_BACK)
STREAKS = opened(settings=replace(SETTINGS, has_streaks=True))


async def done(journal: StoredJournal, game: Game, command: Command) -> Game:
    """What `command` makes of `game`, stored as an ended or a running quiz stores it."""
    decision = decide(game, command, is_lambda)
    assert not isinstance(decision, Refusal)
    if game.end is None:
        return await add(journal, game, *decision)
    game, entries = grown(game, *decision)
    await journal.amend(game, entries)
    return game


async def over(journal: StoredJournal, game: Game) -> Game:
    game = await add(journal, game, Ended(at=NOON, reason=EndReason.FINISHED))
    await journal.release(game.quiz)
    return game


async def board(database: Database) -> Sequence[tuple[int, int, int, int]]:
    assert (await verify(database)).differences == []
    top = await ScoreBook(database).top(Board(GUILD))
    return [(each.person, each.points, each.right, each.answered) for each in top]


@pytest.mark.parametrize("is_over", [False, True])
async def test_accepted_void_and_back(database: Database, is_over: bool) -> None:  # noqa: FBT001 - a parameter
    journal = StoredJournal(database)
    game = await play(journal, [{ANA: True, LUIS: False}, {ANA: True, LUIS: True}], event=STREAKS)
    before = await board(database)
    if is_over:
        game = await over(journal, game)
    game = await done(journal, game, ACCEPT)
    assert await board(database) == [(ANA, 2100, 2, 2), (LUIS, 2100, 2, 2)]
    game = await done(journal, game, VOID)
    assert await board(database) == [(ANA, 1000, 1, 1), (LUIS, 1000, 1, 1)]
    game = await done(journal, game, UNVOID)
    game = await done(journal, game, TAKE_BACK)
    assert await board(database) == before


async def test_who_has_nothing_left_is_on_no_board(database: Database) -> None:
    journal = StoredJournal(database)
    game = await play(journal, [{ANA: True, LUIS: False}])
    game = await done(journal, game, Kick(order=1, at=NOON, by=HOST, person=ANA))
    assert await board(database) == [(LUIS, 0, 0, 1)]
    await done(journal, game, VOID)
    assert await board(database) == []
    assert await ScoreBook(database).size(Board(GUILD)) == 0


async def test_what_is_accepted_is_known_to_the_next_quiz_until_it_is_taken_back(database: Database) -> None:
    journal, book = StoredJournal(database), AppealBook(database)
    game = await over(journal, await play(journal, [{LUIS: False}]))
    game = await done(journal, game, ACCEPT)
    assert await book.accepted(GUILD, ["q1", "q2"]) == {"q1": {"q1-1"}}
    assert await book.accepted(GUILD + 1, ["q1"]) == {}
    await done(journal, game, TAKE_BACK)
    assert await book.accepted(GUILD, ["q1"]) == {}


@pytest.mark.parametrize(("verdicts", "accepted"), [((ACCEPT, TAKE_BACK), {}), ((TAKE_BACK, ACCEPT), {"q1": {"q1-1"}})])
async def test_of_two_who_decide_at_once_the_later_one_decides(
    database: Database, verdicts: Sequence[Regrade], accepted: dict[str, set[str]]
) -> None:
    journal = StoredJournal(database)
    game = await play(journal, [{LUIS: False}])
    if verdicts[0] is TAKE_BACK:
        game = await done(journal, game, replace(ACCEPT, order=9))
    before, events = game, list[Event]()
    for verdict in verdicts:
        decision = decide(game, verdict, is_lambda)
        assert not isinstance(decision, Refusal)
        game, events = grown(game, *decision)[0], [*events, *decision]
    await add(journal, before, *events)
    assert await AppealBook(database).accepted(GUILD, ["q1"]) == accepted
    assert (await verify(database)).differences == []


async def test_the_channel_is_owed_each_correction_until_it_was_told(database: Database) -> None:
    journal, book = StoredJournal(database), AppealBook(database)
    game = await over(journal, await play(journal, [{LUIS: False}]))
    game = await done(journal, game, ACCEPT)
    owed = Correction(QUIZ, game.sequence, GUILD)
    assert await book.corrections() == [owed]
    await book.said(owed)
    assert await book.corrections() == []


async def test_only_a_quiz_that_is_over_is_amended_and_only_where_its_log_ends(database: Database) -> None:
    journal = StoredJournal(database)
    game = await play(journal, [{LUIS: False}])
    decision = decide(game, ACCEPT, is_lambda)
    assert not isinstance(decision, Refusal)
    amended, entries = grown(game, *decision)
    with pytest.raises(NotOursError):
        await journal.amend(amended, entries)
    await over(journal, game)
    with pytest.raises(JournalDownError):
        await journal.amend(amended, entries)
    with pytest.raises(NotOursError):
        await journal.amend(replace_quiz(amended), entries)
    assert await board(database) == [(LUIS, 0, 0, 1)]


def replace_quiz(game: Game) -> Game:
    """The same, of a quiz that there is not."""
    return Game(9, game.sequence, game.opened, game.host, game.phase, game.due, game.last_at, game.rounds)


async def test_who_is_forgotten_stays_so_when_their_question_is_marked_again(database: Database) -> None:
    journal, forgetting = StoredJournal(database), Forgetting(database, Random(1))
    await over(journal, await play(journal, [{ANA: True, LUIS: False, MIA: False}]))
    await forgetting.wish(LUIS)
    await forgetting.carry_out()
    game = fold(await journal.read(QUIZ))
    assert game is not None
    game = await done(journal, game, ACCEPT)
    assert await board(database) == [(ANA, 1000, 1, 1), (MIA, 1000, 1, 1)]
    await done(journal, game, VOID)
    assert await board(database) == []


async def test_an_appeal_is_sent_once_announced_and_decided(database: Database) -> None:
    book = AppealBook(database)
    await play(StoredJournal(database), [{ANA: False, LUIS: False}])
    ana, luis = (Appeal(QUIZ, 1, person, GUILD) for person in (ANA, LUIS))
    assert await book.send(ana, NOON) is None
    assert await book.send(ana, NOON) is AppealState.WAITING
    await book.send(luis, NOON)
    assert await book.unannounced() == [ana, luis]
    await book.announce(QUIZ, 77)
    assert await book.unannounced() == []
    await book.decide(QUIZ, 1, [ANA], AppealState.DECLINED)
    await book.decide(QUIZ, 1, [ANA, LUIS], AppealState.ACCEPTED)
    states = {each.person: (each.state, each.message) for each in await book.of_quiz(QUIZ)}
    assert states == {ANA: (AppealState.DECLINED, 77), LUIS: (AppealState.ACCEPTED, 77)}
    assert await book.send(ana, NOON) is AppealState.DECLINED
    assert await book.lately(GUILD, 5) == [QUIZ]
