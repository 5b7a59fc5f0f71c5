"""Every question of the shipped packs, in every language: Discord takes it open, paused, revealed, and in results."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.poster import Poster
from bot.cards.quiz_appeals import (
    Appealed,
    appeal_poster,
    correction_poster,
    marking_poster,
    waiting_poster,
    wrong_answers,
)
from bot.cards.quiz_end import end_poster, result_card
from bot.cards.quiz_host import opening_poster
from bot.cards.quiz_panel import Panel, handing_poster, kick_poster, kicking_poster, panel_poster, stopping_poster
from bot.cards.quiz_question import Asking, clues_poster, question_poster
from bot.cards.quiz_reveal import reveal_poster
from bot.cards.voice import Voice
from bot.quiz.commands import Posted, Press, Regrade, Ring, Start, Stop
from bot.quiz.events import Answer, Chosen, Mode, Regraded, Settings, Typed, Verdict, entries_after
from bot.quiz.game import Game, fold
from bot.quiz.rules import begin, decide
from bot.texts import read_texts
from cogs.ui.layouts import Layout, layout_of
from cogs.ui.limits import BYTES_BESIDE_A_TEXT, MESSAGE_BYTES, MESSAGE_CHARACTERS
from cogs.ui.pages import pages_of
from cogs.ui.pieces import Reading
from cogs.ui.posters import poster_layout
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.questions.asked import Asked, AskedKind
from knowledge.questions.phrases import read_phrases
from knowledge.questions.question_maker import QuestionMaker
from knowledge.questions.typed_answers import LONGEST_TYPED, Judgement

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
TEXTS = read_texts()
# As long as Discord's ids get in the next ten years.
QUIZ = 2_000_000_000_000_000_000
PEOPLE = range(QUIZ, QUIZ + 12)
TEXT, BUTTON, SELECT = 10, 2, 3


@pytest.fixture(scope="session")
def everything(library: Library, vocabulary: Vocabulary) -> tuple[Asked, ...]:
    """All that can be asked, each with one draw of wrong answers."""
    return QuestionMaker(library, vocabulary, read_phrases()).make(Random(7), 10_000)


def components(layout: Layout) -> Iterator[dict[str, Any]]:
    def within(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for part in parts:
            yield part
            yield from within(part.get("components") or [])

    return within(layout.to_components())


def check(layout: Layout) -> None:
    """docs, components/reference.mdx, and what was measured (cogs/ui/limits.py)."""
    parts = list(components(layout))
    texts = [part["content"] for part in parts if part["type"] == TEXT]
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    assert len(parts) <= 40
    assert all(texts)
    assert sum(map(len, texts)) <= MESSAGE_CHARACTERS
    assert sum(len(text.encode()) + BYTES_BESIDE_A_TEXT for text in texts) <= MESSAGE_BYTES
    assert len(ids) == len(set(ids))
    assert all(len(one) <= 100 for one in ids)
    for part in parts:
        if part["type"] == BUTTON:
            assert 0 < len(part["label"]) <= 80
        if part["type"] == SELECT:
            assert all(0 < len(option["label"]) <= 100 for option in part["options"])
            assert len(part["placeholder"]) <= 150


def draw(poster: Poster) -> None:
    check(poster_layout(poster))


def played(questions: tuple[Asked, ...], language: str, random: Random, mode: Mode = Mode.SPEED) -> Game:
    """A quiz of these questions in which a dozen people answer whatever they like, ended after the last one."""
    start = Start(
        quiz=QUIZ,
        at=NOON,
        guild=QUIZ,
        channel=QUIZ,
        host=PEOPLE[0],
        settings=Settings(mode, 20, language, has_streaks=True),
        questions=questions,
        seed=7,
    )
    decision = begin(start)
    assert isinstance(decision, tuple)
    game = fold(entries_after(QUIZ, 0, decision))
    assert game is not None
    press, at = QUIZ, NOON
    for number, asked in enumerate(questions, 1):
        at = game.due
        game = after(game, Posted(number=number, message=QUIZ + number, at=at))
        for person in PEOPLE:
            press += 1
            answer = an_answer(asked, random)
            moment = at + timedelta(milliseconds=random.randrange(20_000))
            game = after(game, Press(press=press, at=moment, person=person, number=number, answer=answer))
        game = after(game, Ring(at + timedelta(seconds=22)))
    return game


def after(game: Game, command: Any) -> Game:
    decision = decide(game, command, lambda typed, _: Judgement.RIGHT if typed == "right" else Judgement.PART_ONLY)
    assert isinstance(decision, tuple), decision
    return fold(entries_after(QUIZ, game.sequence, decision), game) or game


def an_answer(asked: Asked, random: Random) -> Answer:
    if asked.kind is AskedKind.TYPED:
        return Typed(random.choice(["right", "w" * LONGEST_TYPED, "*_~`|<@1>"]))
    count = random.randint(1, len(asked.options)) if asked.kind is AskedKind.SEVERAL else 1
    return Chosen(tuple(random.sample(range(len(asked.options)), count)))


@pytest.mark.parametrize("language", TEXTS.languages)
def test_every_question_can_be_shown(language: str, everything: tuple[Asked, ...], library: Library) -> None:
    voice, random = Voice(TEXTS, language), Random(7)
    for asked in everything:
        if language not in asked.ask:
            continue
        game = played((asked,), language, random, random.choice(list(Mode)))
        asking = Asking(game, 1, NOON)
        draw(question_poster(asking, library, voice))
        draw(reveal_poster(game, library, voice))
        if asked.clues:
            draw(clues_poster(asking, NOON + timedelta(hours=1), voice))
        draw_marking_again(game, voice)


def draw_marking_again(game: Game, voice: Voice) -> None:
    """All that can be shown of the first question when some answer to it is accepted, and when it is void."""
    wrong = wrong_answers(game.rounds[0])
    draw(marking_poster(game, game.rounds[0], voice))
    for answer, people in wrong[:1]:
        draw(appeal_poster(Appealed(game, game.rounds[0], answer, people, more=3), voice))
        accept = Regrade(order=1, at=NOON, by=PEOPLE[0], number=1, verdict=Verdict.ACCEPT, answer=answer)
        changed = draw_marked(game, accept, voice)
        draw_marked(changed, Regrade(order=2, at=NOON, by=PEOPLE[0], number=1, verdict=Verdict.VOID), voice)
    draw(waiting_poster(game, voice))


def draw_marked(game: Game, order: Regrade, voice: Voice) -> Game:
    decision = decide(game, order, lambda _typed, _asked: Judgement.PART_ONLY)
    assert isinstance(decision, tuple)
    (event,) = decision
    assert isinstance(event, Regraded)
    changed = after(game, order)
    draw(correction_poster(game, changed, event, voice))
    draw(marking_poster(changed, changed.rounds[0], voice))
    return changed


@settings(max_examples=10, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize("language", TEXTS.languages)
def test_every_end_can_be_shown(
    language: str, everything: tuple[Asked, ...], library: Library, data: st.DataObject
) -> None:
    voice, random = Voice(TEXTS, language), Random(data.draw(st.integers(0, 10_000)))
    questions = tuple(random.sample(everything, data.draw(st.sampled_from([1, 5, 50]))))
    game = played(questions, language, random)
    draw(opening_poster(game, "x" * 200, voice))
    for shown in (
        panel_poster(Panel(game, QUIZ, waiting=3), voice),
        stopping_poster(game, voice),
        kicking_poster(game, voice),
        kick_poster(game, QUIZ, voice),
        handing_poster(game, voice),
    ):
        draw(shown)
    draw(end_poster(game, library, voice))
    ended = after(game, Stop(order=1, at=game.due, by=PEOPLE[0]))
    draw(end_poster(ended, library, voice))
    for person in (PEOPLE[0], 1):
        (page,) = pages_of(result_card(ended, person, library, voice), Reading(voice.say))
        check(layout_of(page))
