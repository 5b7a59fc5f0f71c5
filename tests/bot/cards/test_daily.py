"""The daily post in words: whole, within Discord's limits, and giving nothing away that is sealed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest

from bot.cards.daily import Issue, closed_poster, is_empty, post_poster, taken_poster, title_of
from bot.cards.daily_ids import DailyId, read_daily_id
from bot.cards.daily_status import Shown, status_poster
from bot.cards.daily_words import daily_lines, days_words, skipped_line, stopped_poster
from bot.cards.poster import Poster
from bot.cards.voice import Voice
from bot.daily.answering import Reveal, Taken
from bot.daily.daily import KINDS, Content, Daily, Kind, Post, PostState, Standing, State, Told, Why
from bot.daily.schedule import Schedule
from bot.texts import read_texts
from cogs.ui.posters import poster_layout
from knowledge.languages import Vocabulary
from knowledge.library import Library
from knowledge.questions.asked import Asked
from knowledge.questions.phrases import read_phrases
from knowledge.questions.question_maker import QuestionMaker

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
# docs, components/reference.mdx and resources/message.mdx
MOST_COMPONENTS, MOST_CHARACTERS, LONGEST_ID = 40, 4000, 100
TEXTS = read_texts()
DAILY = Daily(
    channel=(1 << 63) - 1,
    guild=7,
    schedule=Schedule(9, 5, "America/Argentina/Buenos_Aires", frozenset({0, 1, 2, 4})),
    language="es",
    since=NOON,
    role=8,
    person=9,
)
POST = Post(channel=DAILY.channel, day=date(2026, 11, 27), guild=7, claimed_at=NOON, taken_at=NOON)


@pytest.fixture(params=TEXTS.languages)
def voice(request: pytest.FixtureRequest) -> Voice:
    return Voice(TEXTS, request.param)


@pytest.fixture(scope="module")
def questions(library: Library, vocabulary: Vocabulary) -> tuple[Asked, ...]:
    """Many, of every kind that is posted."""
    return QuestionMaker(library, vocabulary, read_phrases()).make(Random(1), 60, kinds=KINDS)


def parts(components: list[dict[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        yield component
        yield from parts(component.get("components") or [])


def drawn(poster: Poster) -> list[Mapping[str, Any]]:
    """Its components, which fit."""
    found = list(parts(poster_layout(poster).to_components()))
    assert len(found) <= MOST_COMPONENTS
    assert sum(len(part.get("content", "")) for part in found) <= MOST_CHARACTERS
    assert all(len(part.get("custom_id", "")) <= LONGEST_ID for part in found)
    return found


def words(poster: Poster) -> str:
    return "\n".join(part["content"] for part in drawn(poster) if "content" in part)


def buttons(poster: Poster) -> list[Mapping[str, Any]]:
    return [part for part in drawn(poster) if part["type"] == 2]


def test_every_fact_fits_with_its_source_and_leads_on(library: Library, voice: Voice) -> None:
    for concept in library.concepts:
        for fact in (concept.what, *concept.facts):
            post = replace(POST, content=Content(fact.id, 1))
            poster = post_poster(Issue(DAILY, post), library, voice)
            assert voice.date(fact.as_of) in words(poster)
            assert buttons(poster)
            assert len(title_of(post, library, voice)) > 0


def test_every_question_fits_beside_the_longest_fact_and_the_last_reveal(
    library: Library, voice: Voice, questions: tuple[Asked, ...]
) -> None:
    facts = [fact for concept in library.concepts for fact in (concept.what, *concept.facts)]
    longest = max(facts, key=lambda fact: len(voice.read(fact.text)))
    for asked in questions:
        post = replace(POST, content=Content(longest.id, 1, asked))
        reveal = Reveal(post, {0: 2_000_000, 1: 1})
        poster = post_poster(Issue(DAILY, post, reveal), library, voice)
        ids = [read_daily_id(button["custom_id"]) for button in buttons(poster)]
        keys = [each for each in ids if each is not None]
        assert keys == [DailyId(DAILY.channel, 20261127, str(place)) for place in range(len(asked.options))]
        assert "<@&8>" in words(poster)
        preview = post_poster(Issue(DAILY, post, is_preview=True), library, voice)
        assert "<@&8>" not in words(preview)
        assert all(button.get("disabled") for button in buttons(preview) if read_daily_id(button["custom_id"]))


def test_an_answer_is_told_with_the_right_one_and_why(
    library: Library, voice: Voice, questions: tuple[Asked, ...]
) -> None:
    for asked in questions:
        post = replace(POST, content=Content(question=asked))
        for place in range(len(asked.options)):
            taken = Taken(post, place, is_new=True)
            text = words(taken_poster(taken, library, voice)).replace("\\", "")
            assert ("1000" in text.splitlines()[0]) == taken.is_right
            assert voice.read(asked.options[place].text).replace("\\", "") in text
        assert drawn(closed_poster(post, library, voice))


def test_what_is_no_longer_in_the_packs_is_left_out(
    library: Library, voice: Voice, questions: tuple[Asked, ...]
) -> None:
    gone = replace(POST, content=Content("gone/what", 1))
    assert is_empty(gone, library)
    both = replace(POST, content=Content("gone/what", 1, questions[0]))
    assert not is_empty(both, library)
    assert voice.read(questions[0].ask)[:20] in words(post_poster(Issue(DAILY, both), library, voice)).replace("\\", "")


def test_many_daily_posts_in_every_state_fit_into_one_status(library: Library, voice: Voice) -> None:
    skipped = [replace(POST, state=PostState.SKIPPED, why=why) for why in Why if why]
    shown = [
        Shown(Standing(replace(DAILY, state=state, told=told, kind=kind), POST), NOON, skipped[:2])
        for state in State
        for told in Told
        for kind in Kind
    ]
    text = words(status_poster(shown, library, voice))
    assert str(len(shown) - 8) in text.splitlines()[-1]
    assert words(status_poster([], library, voice))
    assert all(skipped_line(post, voice) for post in skipped)


def test_whoever_set_it_up_is_told_why_it_stopped(voice: Voice) -> None:
    for state in State:
        if state is not State.ON:
            assert "#general" in words(stopped_poster(replace(DAILY, state=state), ("#general",), voice))


def test_when_it_comes_is_told_as_people_say_it(library: Library) -> None:
    english, spanish = (Voice(TEXTS, language) for language in ("en", "es"))
    (line, *_) = daily_lines(DAILY, library, english)
    assert "".join(map(str, line)) == "Monday to Wednesday, Friday at 09:05 (Buenos Aires)"
    (line, *_) = daily_lines(DAILY, library, spanish)
    assert "".join(map(str, line)) == "De lunes a miércoles, viernes a las 09:05 (Buenos Aires)"
    assert days_words(frozenset({5, 6}), english) == "Saturday, Sunday"
    assert days_words(frozenset(range(7)), spanish) == "todos los días"


@pytest.mark.parametrize("custom_id", ["daily:new", "daily:1:2:x1", "daily:x:2:0", "quiz:1:2:0", "daily:1:2:10"])
def test_what_is_no_id_of_a_post_is_none(custom_id: str) -> None:
    assert read_daily_id(custom_id) is None
