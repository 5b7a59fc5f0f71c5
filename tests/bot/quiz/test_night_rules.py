"""What a night needs beside questions and answers: breaks, more time, teams, kicks, jumps."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.quiz.commands import (
    ChangeHost,
    JoinTeam,
    Jump,
    Kick,
    Next,
    Pause,
    Posted,
    Press,
    Refusal,
    Resume,
    Ring,
)
from bot.quiz.events import (
    BellRang,
    Closed,
    Kicked,
    Mode,
    Part,
    Settings,
    entries_after,
)
from bot.quiz.game import Game, Phase, fold
from bot.quiz.rules import asks_at, begin
from bot.quiz.scoring import marks
from bot.quiz.standings import standings, team_standings
from tests.bot.quiz.fakes import ANA, HOST, LUIS, MIA, NOON, QUIZ, Evening, after, press, settings, start
from tests.bot.quiz.test_rules import asked, decided, opened, told

SLOW = 150


def events_in(decision: object) -> Sequence[object]:
    assert isinstance(decision, tuple)
    return decision


def slowly(person: int, seconds: float, pace: int = SLOW) -> Press:
    return replace(press(person, after(seconds)), pace=pace)


def known_to_be_slow() -> Game:
    """The second question is open, since 100 s, and Ana is known to have half as much time again."""
    game = told(asked(), slowly(ANA, 3), Ring(after(21.5)), Posted(number=2, message=2, at=after(100)))
    assert game.paces == {ANA: SLOW}
    return game


@pytest.mark.parametrize(
    ("pace", "seconds", "refusal"),
    [
        (100, 20.001, Refusal.LATE),
        (150, 30, None),
        (150, 30.001, Refusal.LATE),
        (200, 40, None),
        (200, 40.001, Refusal.LATE),
        (1000, 40.001, Refusal.LATE),
    ],
)
def test_who_needs_time_has_it(pace: int, seconds: float, refusal: Refusal | None) -> None:
    decision = decided(asked(), slowly(ANA, seconds, pace))
    assert (decision if isinstance(decision, Refusal) else None) == refusal


def test_points_are_paid_by_the_share_of_ones_own_time() -> None:
    game = told(asked(), press(LUIS, after(10)), slowly(ANA, 15), slowly(MIA, 20, 200), Ring(after(21.5)))
    assert [mark.points for mark in game.marks()] == [750, 750, 750]


def test_the_question_closes_at_the_usual_bell_if_nobody_needs_more() -> None:
    game = told(asked(), press(ANA, after(1)))
    assert [type(event) for event in events_in(decided(game, Ring(after(21.5))))] == [Closed]


def test_the_last_bell_waits_for_who_needs_time_and_has_not_answered() -> None:
    game = known_to_be_slow()
    assert decided(game, Ring(after(121.5))) == (BellRang(at=after(121.5), number=2),)
    game = told(game, Ring(after(121.5)))
    assert (game.open_round is not None, game.rings_at) == (True, after(131.5))
    assert decided(game, replace(press(LUIS, after(122)), number=2)) is Refusal.LATE
    assert not isinstance(decided(game, replace(slowly(ANA, 130), number=2)), Refusal)
    assert told(game, Ring(after(131.5))).open_round is None


def test_when_they_have_answered_the_question_closes() -> None:
    game = told(known_to_be_slow(), replace(slowly(ANA, 105), number=2))
    assert game.rings_at == after(121.5)
    assert told(game, Ring(after(121.5))).open_round is None
    waiting = told(known_to_be_slow(), Ring(after(121.5)), replace(slowly(ANA, 125), number=2))
    assert waiting.rings_at == after(121.5)


def test_who_has_gone_is_not_waited_for_until_they_answer_again() -> None:
    game = known_to_be_slow()
    for number in (2, 3):
        start_at = 100.0 * (number - 1)
        game = told(game, Ring(after(start_at + 21.5)), Ring(after(start_at + 31.5)))
        game = told(game, Posted(number=number + 1, message=number + 1, at=after(start_at + 100)))
    assert isinstance(events_in(decided(game, Ring(after(321.5))))[0], Closed)
    game = told(game, replace(slowly(ANA, 329), number=4), Ring(after(331.5)))
    game = told(game, Posted(number=5, message=5, at=after(400)))
    assert decided(game, Ring(after(421.5))) == (BellRang(at=after(421.5), number=5),)


def test_next_closes_for_everybody() -> None:
    game = told(known_to_be_slow(), Ring(after(121.5)), Next(order=1, at=after(123), by=HOST))
    assert decided(game, replace(slowly(ANA, 124), number=2)) is Refusal.LATE
    assert told(game, Ring(after(124))).open_round is None


def test_a_pause_after_the_usual_bell_takes_nothing_from_who_has_more_time() -> None:
    game = told(
        known_to_be_slow(),
        Ring(after(121.5)),
        Pause(order=1, at=after(125), by=HOST),
        Resume(order=2, at=after(300), by=HOST),
    )
    assert decided(game, replace(press(LUIS, after(301)), number=2)) is Refusal.LATE
    assert not isinstance(decided(game, replace(slowly(ANA, 305), number=2)), Refusal)
    assert decided(game, replace(slowly(ANA, 305.001), number=2)) is Refusal.LATE


async def test_the_room_is_told_that_answers_are_still_coming_in_and_then_what_they_were() -> None:
    evening = Evening()
    await evening.host.recover()
    await evening.host.start(replace(start(), paces={ANA: SLOW}))
    await evening.until(1)
    await evening.host.submit(700, press(LUIS, after(1)))
    await evening.until(25)
    assert evening.stage.told == ["ask 1 until 20", "refresh 1 open until 20"]
    assert evening.game.rounds[0].is_rung
    await evening.host.submit(700, slowly(ANA, 25))
    await evening.host.settle()
    assert evening.stage.told[2:] == ["reveal 1"]


# --- breaks, jumps ---------------------------------------------------------------------------------------------------


def in_parts(break_seconds: int = 300) -> Settings:
    parts = (Part("Computing", 1), Part("Storage", 2))
    return Settings(Mode.SPEED, 20, "en", parts=parts, break_seconds=break_seconds)


def test_between_two_parts_is_a_break_and_the_host_may_end_it() -> None:
    game = told(asked(in_parts()), Ring(after(21.5)))
    assert (game.phase, game.due, game.break_before) == (Phase.WAITING, after(321.5), Part("Storage", 2))
    assert told(game, Next(order=1, at=after(60), by=HOST)).due == after(60)

    later = told(game, Posted(number=2, message=2, at=after(322)), Ring(after(344)))
    assert (later.break_before, later.due) == (None, after(352))


def test_the_first_question_comes_at_once_if_whoever_leads_wants_it() -> None:
    begun = told(opened(), Next(order=1, at=after(-3), by=HOST))
    assert begun.due == after(-3)
    assert asks_at(begun, after(-3)) == 1


def test_a_break_is_no_shorter_than_the_time_to_read() -> None:
    assert told(asked(in_parts(3)), Ring(after(21.5))).due == after(29.5)


def test_jumping_ahead_skips_what_is_between_and_the_open_one() -> None:
    game = told(asked(), press(ANA, after(1)), Jump(order=1, at=after(5), by=HOST, number=4))
    assert (game.phase, game.due, game.next_number) == (Phase.WAITING, after(5), 4)
    game = told(game, Posted(number=4, message=4, at=after(6)))
    assert [(round_.number, round_.is_skipped) for round_ in game.rounds] == [
        (1, True),
        (2, True),
        (3, True),
        (4, False),
    ]
    assert decided(game, replace(press(ANA, after(7)), number=4)) != Refusal.LATE
    assert told(game, Ring(after(27.5))).next_number == 5


@pytest.mark.parametrize("number", [0, 1, 6])
def test_only_what_is_to_come_can_be_jumped_to(number: int) -> None:
    assert decided(asked(), Jump(order=1, at=after(5), by=HOST, number=number)) is Refusal.NOT_AHEAD


# --- people ----------------------------------------------------------------------------------------------------------


def test_who_was_taken_out_plays_no_more_and_nothing_of_theirs_counts() -> None:
    game = told(asked(), press(ANA, after(1)), press(LUIS, after(1), answer=1), Ring(after(21.5)))
    game = told(game, Kick(order=1, at=after(25), by=HOST, person=ANA))
    assert [standing.person for standing in standings(game.marks())] == [LUIS]
    assert marks(game) == game.marks()
    game = told(game, Posted(number=2, message=2, at=after(500)))
    assert decided(game, press(ANA, after(501), number=2)) is Refusal.KICKED
    assert decided(game, ChangeHost(order=2, at=after(501), by=HOST, host=ANA)) is Refusal.KICKED_HOST
    assert decided(game, Kick(order=3, at=after(501), by=HOST, person=ANA)) == ()


def test_who_leads_cannot_be_taken_out() -> None:
    assert decided(asked(), Kick(order=1, at=after(1), by=HOST, person=HOST)) is Refusal.HOST_STAYS
    assert decided(asked(), Kick(order=1, at=after(1), by=ANA, person=LUIS)) is Refusal.NOT_HOST


def test_the_question_is_not_kept_open_for_who_was_taken_out() -> None:
    game = told(known_to_be_slow(), Kick(order=1, at=after(105), by=HOST, person=ANA))
    assert isinstance(events_in(decided(game, Ring(after(121.5))))[0], Closed)
    assert Kicked in {type(event) for event in events_in(decided(asked(), Kick(order=1, at=NOON, by=HOST, person=MIA)))}


def in_teams() -> Game:
    begun = begin(replace(start(settings(Mode.CALM)), teams=("red", "blue"), members={ANA: 0, LUIS: 1}))
    assert not isinstance(begun, Refusal)
    game = fold(entries_after(QUIZ, 0, begun))
    assert game is not None
    return told(game, Posted(number=1, message=1, at=NOON))


@pytest.mark.parametrize(
    ("person", "team", "refusal"),
    [(MIA, 0, None), (LUIS, 0, None), (ANA, 1, Refusal.HAS_PLAYED), (MIA, 2, Refusal.NO_SUCH_TEAM)],
)
def test_a_team_is_joined_before_the_first_answer(person: int, team: int, refusal: Refusal | None) -> None:
    game = told(in_teams(), press(ANA, after(1)))
    decision = decided(game, JoinTeam(order=1, at=after(2), person=person, team=team))
    assert (decision if isinstance(decision, Refusal) else None) == refusal


def test_teams_stand_by_the_average_of_who_took_part() -> None:
    game = told(in_teams(), *(JoinTeam(order=p, at=after(1), person=p, team=0) for p in (MIA, 50)))
    game = told(game, press(ANA, after(2)), press(MIA, after(2), answer=1), press(LUIS, after(2)), Ring(after(21.5)))
    assert [(each.rank, each.name, each.points, each.players) for each in team_standings(game)] == [
        (1, "blue", 1000, 1),
        (2, "red", 500, 2),
    ]


def test_equal_averages_tie() -> None:
    game = told(in_teams(), press(ANA, after(2)), press(LUIS, after(3)), Ring(after(21.5)))
    assert [each.rank for each in team_standings(game)] == [1, 1]
