"""What is held back from whom, and for how long."""

from collections.abc import Sequence

import pytest

from bot.quiz.events import (
    Answered,
    Chosen,
    Closed,
    Entry,
    Event,
    Joined,
    Kicked,
    Opened,
    Paused,
    QuestionAsked,
    Skipped,
)
from bot.quiz.game import fold
from bot.quiz.guard import Guard
from bot.quiz.state import Game
from knowledge.library import Library
from knowledge.questions.asked import Asked, AskedKind
from tests.bot.quiz.fakes import ANA, CHANNEL, GUILD, HOST, LUIS, MIA, QUIZ, after, question, settings

ONE, TYPED = question("q0"), question("q1", kind=AskedKind.TYPED)


def quiz(*events: Event, questions: Sequence[Asked] = (ONE, TYPED), members: Sequence[int] = ()) -> Game:
    opened = Opened(
        at=after(0),
        guild=GUILD,
        channel=CHANNEL,
        host=HOST,
        settings=settings(),
        questions=tuple(questions),
        seed=7,
        members=dict.fromkeys(members, 0),
    )
    entries = [Entry(quiz=QUIZ, sequence=number, event=event) for number, event in enumerate((opened, *events), 1)]
    game = fold(entries)
    assert game is not None
    return game


def asked(number: int = 1) -> QuestionAsked:
    return QuestionAsked(at=after(number * 100), number=number, message=number, bell_at=after(number * 100 + 20))


def answered(person: int, number: int = 1) -> Answered:
    at = after(number * 100 + 5)
    return Answered(at=at, number=number, person=person, answer=Chosen((0,)), press=person)


def closed(number: int = 1) -> Closed:
    return Closed(at=after(number * 100 + 22), number=number, marks=())


def guard(*games: Game, library: Library | None = None) -> Guard:
    return Guard(lambda: games, library or Library([]))


def test_who_has_answered_is_told_nothing_of_what_is_asked_and_nothing_of_what_may_be_the_answer() -> None:
    watching = guard(quiz(asked(), answered(ANA)))
    (secret,) = watching.secrets(ANA)
    assert secret.concepts == {"q0-0", "q0-1", "q0-2", "q0-3"}
    assert watching.held(ANA, ["q0-3", "lambda"]) == secret
    assert watching.held(ANA, ["lambda"]) is None


def test_who_does_not_play_is_told_everything() -> None:
    assert guard(quiz(asked(), answered(ANA))).secrets(LUIS) == ()


def test_who_has_joined_plays_before_they_have_answered() -> None:
    watching = guard(quiz(asked(), Joined(at=after(101), by=MIA, order=9, team=0), members=[LUIS]))
    assert watching.held(LUIS, ["q0-0"])
    assert watching.held(MIA, ["q0-0"])
    assert not watching.held(ANA, ["q0-0"])


def test_who_was_taken_out_plays_no_more() -> None:
    game = quiz(asked(), answered(ANA), Kicked(at=after(110), by=HOST, order=5, person=ANA), members=[ANA])
    assert guard(game).secrets(ANA) == ()


@pytest.mark.parametrize("over", [closed(), Skipped(at=after(110), by=HOST, order=5, number=1)])
def test_after_the_bell_all_is_told(over: Event) -> None:
    assert guard(quiz(asked(), answered(ANA), over)).secrets(ANA) == ()


def test_in_a_pause_the_question_is_still_open() -> None:
    assert guard(quiz(asked(), answered(ANA), Paused(at=after(110), by=HOST, order=5))).held(ANA, ["q0-0"])


def test_who_answered_an_earlier_question_plays_all_of_them(library: Library) -> None:
    game = quiz(asked(), answered(ANA), closed(), asked(2))
    assert guard(game, library=library).held(ANA, ["q1-0"])


def test_where_nothing_is_offered_the_whole_category_is_held_or_it_would_be_a_hint(library: Library) -> None:
    (secret,) = guard(quiz(asked(), answered(ANA), closed(), asked(2)), library=library).secrets(ANA)
    assert secret.concepts == {"q1-0", *(concept.id for concept in library.in_category("compute"))}


def test_every_quiz_of_a_player_counts() -> None:
    here, there = quiz(asked(), answered(ANA)), quiz(asked(), answered(ANA), questions=[question("x")])
    watching = guard(here, there)
    assert watching.held(ANA, ["x-1"])
    assert watching.held(ANA, ["q0-1"])


def test_without_a_quiz_there_is_nothing_to_look_at() -> None:
    assert guard().is_idle
    assert guard().secrets(ANA) == ()
    assert not guard(quiz()).is_idle
