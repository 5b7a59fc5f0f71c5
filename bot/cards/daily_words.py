"""How a daily post is spoken of: when it comes, what it holds, where, and why it does not come."""

from collections.abc import Mapping
from datetime import datetime

from bot.cards.daily_ids import NOW, PREVIEW, WHOLE, DailyId
from bot.cards.night_words import zone_words
from bot.cards.poster import Keys, Lines, Poster, Turn
from bot.cards.said import Instant, Moment, Place, Rank, Said, said
from bot.cards.voice import Voice
from bot.daily.daily import MIX, NOBODY, Daily, Post, State
from bot.daily.schedule import EVERY_DAY
from bot.daily.weekdays import SETS, runs
from bot.texts import Texts
from knowledge.library import Library


def time_words(daily: Daily) -> str:
    """09:00 (Madrid)."""
    return f"{daily.schedule.hour:02}:{daily.schedule.minute:02} ({zone_words(daily.schedule.zone)})"


def days_words(days: frozenset[int], voice: Voice) -> str:
    """Every day; or "Monday to Friday, Sunday"."""
    if days == EVERY_DAY:
        return voice.say("daily.days.every-day")
    return ", ".join(_run(first, last, voice) for first, last in runs(days))


def _run(first: int, last: int, voice: Voice) -> str:
    names = voice.say(f"daily.weekday.{first + 1}"), voice.say(f"daily.weekday.{last + 1}")
    if first == last:
        return names[0]
    if last == first + 1:
        return ", ".join(names)
    return voice.say("daily.days.through", first=names[0], last=names[1])


def day_names(texts: Texts) -> Mapping[str, frozenset[int]]:
    """Every word for days, in every language."""
    names: dict[str, frozenset[int]] = {}
    for language in texts.languages:
        voice = Voice(texts, language)
        names |= {voice.say(f"daily.weekday.{day + 1}"): frozenset({day}) for day in EVERY_DAY}
        names |= {voice.say(f"daily.days.{name}"): days for name, days in SETS.items()}
    return names


def about_words(daily: Daily, library: Library, voice: Voice) -> str:
    """What it is about: its category, or everything."""
    category = library.categories.get(daily.category) if daily.category != MIX else None
    return voice.say("quiz.mix") if category is None else voice.read(category.name)


def daily_lines(daily: Daily, library: Library, voice: Voice) -> tuple[Said, ...]:
    """Where, when, and what."""
    lines = [
        said(voice, "daily.told.when", days=_begun(days_words(daily.schedule.weekdays, voice)), at=time_words(daily)),
        said(
            voice,
            "daily.told.what",
            kind=_begun(voice.say(f"daily.kind.{daily.kind}")),
            about=about_words(daily, library, voice),
            language=Voice(voice.texts, daily.language).say("daily.told.language"),
        ),
    ]
    if daily.role != NOBODY:
        lines.append(said(voice, "daily.told.role", role=Rank(daily.role)))
    return tuple(lines)


def _begun(words: str) -> str:
    """As the beginning of a line."""
    return words[:1].upper() + words[1:]


def next_line(moment: datetime, voice: Voice) -> Said:
    """When the next post comes."""
    return said(voice, "daily.told.next", at=Instant(moment), moment=Moment(moment))


def state_line(daily: Daily, voice: Voice) -> Said:
    """Why nothing comes."""
    return said(voice, f"daily.state.{daily.state}")


def skipped_line(post: Post, voice: Voice) -> Said:
    """A post that did not come, and why."""
    return said(voice, f"daily.skipped.{post.why}", day=voice.date(post.day))


def stopped_poster(daily: Daily, name: Said, voice: Voice) -> Poster:
    """To whoever set it up, in a direct message: it cannot go on, why, and what to do."""
    key = "daily.stopped.here" if daily.state is not State.GUILD_GONE else "daily.stopped.server"
    return Poster(
        (Lines((said(voice, key, channel=name), state_line(daily, voice), said(voice, "daily.stopped.how"))),)
    )


def where(daily: Daily) -> Place:
    """Its channel."""
    return Place(daily.channel)


def daily_keys(daily: Daily, voice: Voice) -> Keys:
    """What can be tried at once."""
    return Keys(
        (
            Turn(voice.say("daily.key.preview"), str(DailyId(daily.channel, WHOLE, PREVIEW))),
            Turn(voice.say("daily.key.now"), str(DailyId(daily.channel, WHOLE, NOW))),
        )
    )
