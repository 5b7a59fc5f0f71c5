"""Somebody's progress: the card, the picture on it, and what the picture shows in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.cards.card import Block, Card, Paragraph, Points
from bot.cards.scores_over_time import Course, Stretch, course
from bot.cards.scores_words import accuracy, amount
from bot.cards.voice import Voice
from bot.charts.progress import Moment, ProgressChart, Strength
from bot.storage.periods import Span
from bot.storage.scores import DayScore, Score
from knowledge.concepts import Domain
from knowledge.library import Library

# What the words repeat of the line; the picture has all of it.
LATEST = 5
# Of fewer answers in a part of the exam nothing is concluded.
ENOUGH_ANSWERS = 5
_SPANS = {Span.DAY: "day", Span.WEEK: "week", Span.MONTH: "month"}


@dataclass(frozen=True, slots=True)
class Progress:
    """What somebody earned on each day that they answered, oldest first; and in each exam domain, by its id."""

    history: Sequence[DayScore]
    by_domain: Mapping[str, Score]


def progress_card(name: str, progress: Progress, library: Library, voice: Voice) -> Card:
    """What the picture says, for whoever rather reads, and where there is most to gain."""
    return Card(
        voice.say("progress.title", name=name),
        tuple(_blocks(progress, library, voice)),
        footer=voice.say("progress.days-by"),
    )


def progress_chart(progress: Progress, library: Library, voice: Voice) -> ProgressChart:
    """The picture in the reader's words."""
    over_time = course(progress.history)
    return ProgressChart(
        over_time=_over_time(over_time, voice),
        scale=(_percent(0, voice), _percent(50, voice), _percent(100, voice)),
        moments=tuple(_moment(stretch, over_time.span, voice) for stretch in over_time.stretches),
        by_domain=voice.say("progress.by-domain"),
        strengths=tuple(_strength(domain, progress.by_domain, voice) for domain in library.domains.values()),
    )


def progress_in_words(progress: Progress, library: Library, voice: Voice) -> str:
    """The same for whoever cannot see the picture."""
    over_time = course(progress.history)
    domains = [_strength(domain, progress.by_domain, voice) for domain in library.domains.values()]
    moments = [_moment(stretch, over_time.span, voice) for stretch in over_time.stretches]
    parts = [
        (voice.say("progress.by-domain"), [(strength.name, strength.told) for strength in domains]),
        (_over_time(over_time, voice), [(moment.name, moment.told) for moment in reversed(moments)]),
    ]
    return " ".join(_sentence(heading, pairs, voice) for heading, pairs in parts)


def _sentence(heading: str, pairs: Sequence[tuple[str, str]], voice: Voice) -> str:
    told = "; ".join(voice.say("progress.pair", name=name, told=told) for name, told in pairs)
    return voice.say("progress.sentence", heading=heading, told=told)


def _blocks(progress: Progress, library: Library, voice: Voice) -> Iterator[Block]:
    gain = _most_to_gain(progress.by_domain, library)
    if gain is not None:
        told = accuracy(progress.by_domain[gain.id], voice)
        yield Paragraph(voice.say("progress.gain", name=voice.read(gain.name), percent=told, weight=gain.weight))
    over_time = course(progress.history)
    latest = tuple(_line(stretch, over_time.span, voice) for stretch in over_time.stretches[-LATEST:])
    yield Points(_over_time(over_time, voice), latest)
    strengths = (_strength(domain, progress.by_domain, voice) for domain in library.domains.values())
    lines = (voice.say("progress.pair", name=strength.name, told=strength.told) for strength in strengths)
    yield Points(voice.say("progress.by-domain"), tuple(lines))


def _most_to_gain(by_domain: Mapping[str, Score], library: Library) -> Domain | None:
    """The part of the exam with the most marks that are not sure yet; None if nothing is known of any."""
    known = {id_: score for id_, score in by_domain.items() if score.answered >= ENOUGH_ANSWERS}
    domains = [domain for id_, domain in library.domains.items() if id_ in known]
    return max(domains, key=lambda domain: domain.weight * (1 - known[domain.id].accuracy), default=None)


def _over_time(over_time: Course, voice: Voice) -> str:
    return voice.say(f"progress.by-span.{_SPANS[over_time.span]}")


def _percent(number: int, voice: Voice) -> str:
    return voice.say("scores.percent", percent=number)


def _moment(stretch: Stretch, span: Span, voice: Voice) -> Moment:
    month = voice.say(f"progress.month.{stretch.day.month}")
    key = "progress.short-month" if span is Span.MONTH else "progress.short-day"
    name = voice.say(key, day=stretch.day.day, month=month, year=stretch.day.year)
    share = stretch.score.accuracy
    return Moment(stretch.day, share, name, accuracy(stretch.score, voice))


def _strength(domain: Domain, by_domain: Mapping[str, Score], voice: Voice) -> Strength:
    score = by_domain.get(domain.id)
    if score is None:
        return Strength(voice.read(domain.name), voice.say("progress.no-answers"), None)
    return Strength(voice.read(domain.name), _share_of(score, voice), score.accuracy)


def _line(stretch: Stretch, span: Span, voice: Voice) -> str:
    return voice.say("progress.pair", name=_moment(stretch, span, voice).name, told=_share_of(stretch.score, voice))


def _share_of(score: Score, voice: Voice) -> str:
    return voice.say("scores.share-of", percent=accuracy(score, voice), answers=amount(score.answered))
