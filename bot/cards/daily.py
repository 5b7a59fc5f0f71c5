"""The daily post as a channel sees it: what became of the last question, a fact, and a question."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.cards.asked import option_label, options_block
from bot.cards.card import Choice
from bot.cards.daily_ids import DailyId
from bot.cards.lookup import compare_with, look_up
from bot.cards.poster import Block, Heading, Keys, Lines, Poster, Small, Source, Turn
from bot.cards.quiz_words import known, look_ups, right_words
from bot.cards.said import Rank, Said, Strong, said
from bot.cards.voice import Voice
from bot.daily.answering import Reveal, Taken
from bot.daily.daily import Content, Daily, Post
from knowledge.concepts import Concept, Fact
from knowledge.library import Library
from knowledge.questions.asked import Asked

# A phone shows two buttons of this length in a row, and a third under them.
MOST_COMPARED = 1
MOST_LOOK_UPS = 3


@dataclass(frozen=True, slots=True)
class Issue:
    """A post as it is sent, with what became of the question before. A preview pings nobody and takes no answers."""

    daily: Daily
    post: Post
    reveal: Reveal | None = None
    is_preview: bool = False


def post_poster(issue: Issue, library: Library, voice: Voice) -> Poster:
    """All of it."""
    blocks: list[Block] = []
    if issue.daily.role and not issue.is_preview:
        blocks.append(Lines(((Rank(issue.daily.role),),)))
    if issue.reveal is not None:
        blocks += _revealed(issue.reveal, voice)
    fact = known_fact(issue.post.content, library)
    if fact is not None:
        blocks += _fact(fact, library, voice)
    if issue.post.content.question is not None:
        blocks += _question(issue, issue.post.content.question, library, voice)
    return Poster(tuple(blocks))


def known_fact(content: Content, library: Library) -> Fact | None:
    """The fact, if it is still in the packs."""
    try:
        return library.fact(content.fact) if content.fact else None
    except KeyError:
        return None


def is_empty(post: Post, library: Library) -> bool:
    """Whether there is nothing left of it to say."""
    return post.content.question is None and known_fact(post.content, library) is None


def title_of(post: Post, library: Library, voice: Voice) -> str:
    """What a post in a forum is called."""
    fact = known_fact(post.content, library)
    day = voice.date(post.day)
    if fact is None:
        return voice.say("daily.post.title", day=day)
    return voice.say("daily.post.title-of", name=voice.name(_concept(fact, library)), day=day)


# --- the fact --------------------------------------------------------------------------------------------------------


def _fact(fact: Fact, library: Library, voice: Voice) -> Iterator[Block]:
    concept = _concept(fact, library)
    category = voice.read(library.categories[concept.category].name)
    yield Small((*said(voice, "daily.post.fact"), " · ", category))
    yield Heading((voice.name(concept),))
    yield Lines(((voice.read(fact.text),),))
    yield Source(voice.say("card.source", source=fact.source, date=voice.date(fact.as_of)), fact.source)
    yield Keys(tuple(_leads(concept, library, voice)))


def _concept(fact: Fact, library: Library) -> Concept:
    return library.concept(fact.id.partition("/")[0])


def _leads(concept: Concept, library: Library, voice: Voice) -> Iterator[Choice]:
    """To all about it, and to what it is taken for, or else is near to."""
    about = look_up(concept, voice)
    yield Choice(voice.say("daily.post.look-up"), about.command, about.query, about=about.about)
    others = [other for other, _ in library.confused_with(concept)] or list(library.related(concept))
    for other in others[:MOST_COMPARED]:
        choice = compare_with((concept,), other, voice)
        label = voice.say("daily.post.compare", name=choice.label)
        yield Choice(label, choice.command, choice.query, about=choice.about)


# --- the question ----------------------------------------------------------------------------------------------------


def _question(issue: Issue, asked: Asked, library: Library, voice: Voice) -> Iterator[Block]:
    category = library.categories.get(asked.category)
    title = said(voice, "daily.post.question")
    yield Small(title if category is None else (*title, " · ", voice.read(category.name)))
    yield Heading((voice.read(asked.ask),))
    yield from options_block(asked, voice)
    yield Keys(tuple(_key(issue, asked, place, voice) for place in range(len(asked.options))))
    yield Small(said(voice, "daily.post.how"))


def _key(issue: Issue, asked: Asked, place: int, voice: Voice) -> Turn:
    label = option_label(asked, place, voice)
    to = str(DailyId(issue.post.channel, day_in_id(issue.post.day), str(place)))
    return Turn(label, to, is_resting=issue.is_preview, is_main=True)


def day_in_id(day: date) -> int:
    """A day in a custom_id: year, month, day."""
    return day.year * 10_000 + day.month * 100 + day.day


def _revealed(reveal: Reveal, voice: Voice) -> Iterator[Block]:
    """The last question, its right answer, and how the group did: no more, since today's post is what it is about."""
    asked = reveal.post.content.question
    if asked is None:
        return
    yield Small(said(voice, "daily.post.last-question"))
    lines: list[Said] = [
        (voice.read(asked.ask),),
        (Strong(voice.say("quiz.reveal.right-answer", answer=right_words(asked, voice))),),
    ]
    if reveal.answers:
        lines.append(said(voice, "daily.post.right", right=reveal.right, count=reveal.answers))
    else:
        lines.append(said(voice, "daily.post.nobody"))
    yield Lines(tuple(lines))


# --- to one person ---------------------------------------------------------------------------------------------------


def taken_poster(taken: Taken, library: Library, voice: Voice) -> Poster:
    """What somebody's answer was, whether it is right, and why."""
    asked = taken.post.content.question
    if asked is None:
        return Poster(())
    key = "daily.taken.right" if taken.is_right else "daily.taken.wrong"
    heading = said(voice, key, points=taken.points) if taken.is_new else said(voice, "daily.taken.already")
    yours = "daily.taken.yours-right" if taken.is_right else "daily.taken.yours-wrong"
    own = voice.read(asked.options[taken.place].text)
    blocks: list[Block] = [
        Heading(heading),
        Lines((said(voice, yours, answer=Strong(own)),)),
    ]
    return Poster((*blocks, *_solved(asked, library, voice, names_right=not taken.is_right)))


def closed_poster(post: Post, library: Library, voice: Voice) -> Poster:
    """Too late; and what was right."""
    asked = post.content.question
    heading = Heading(said(voice, "daily.refusal.closed"))
    return Poster((heading,) if asked is None else (heading, *_solved(asked, library, voice, names_right=True)))


def _solved(asked: Asked, library: Library, voice: Voice, *, names_right: bool) -> Iterator[Block]:
    if names_right:
        yield Lines((said(voice, "daily.taken.correct", answer=Strong(right_words(asked, voice))),))
    yield Lines(((voice.read(asked.why),),))
    yield Source(voice.say("card.source", source=asked.source, date=voice.date(asked.as_of)), asked.source)
    about = known(asked.about, library)[:MOST_LOOK_UPS]
    if about:
        choices = look_ups([concept.id for concept in about], library, voice)
        yield Keys(tuple(_named(choice, voice) for choice in choices))


def _named(choice: Choice, voice: Voice) -> Choice:
    return Choice(voice.say("quiz.reveal.look-up", name=choice.label), choice.command, choice.query, about=choice.about)
