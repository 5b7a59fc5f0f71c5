"""What whoever manages a server is told of its daily posts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.daily_ids import NEW
from bot.cards.daily_words import daily_keys, daily_lines, next_line, skipped_line, state_line, where
from bot.cards.poster import Block, Heading, Keys, Lines, Poster, Small, Turn
from bot.cards.said import Said, said
from bot.cards.voice import Voice
from bot.daily.daily import Daily, Post, PostState, Standing, State, Told
from knowledge.library import Library

# A message holds 4,000 characters (docs, resources/message.mdx), and one of these takes some three hundred.
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """One daily post as it stands: when the next one comes, if anybody can tell, and the last ones that did not."""

    standing: Standing
    next_at: datetime | None = None
    skipped: Sequence[Post] = ()


def kept_poster(daily: Daily, next_at: datetime, library: Library, voice: Voice, *, cannot_ping: bool) -> Poster:
    """It is set up so."""
    heading = Heading(said(voice, "daily.kept.title", channel=where(daily)))
    lines = [*daily_lines(daily, library, voice), next_line(next_at, voice)]
    blocks: list[Block] = [heading, Lines(tuple(lines))]
    if cannot_ping:
        blocks.append(Lines((said(voice, "daily.kept.cannot-ping"),)))
    return Poster((*blocks, daily_keys(daily, voice), Small(said(voice, "daily.kept.how"))))


def status_poster(shown: Sequence[Shown], library: Library, voice: Voice) -> Poster:
    """All of a server."""
    if not shown:
        new = Keys((Turn(voice.say("daily.key.new"), NEW),))
        return Poster((Lines((said(voice, "daily.status.none"),)), new))
    blocks: list[Block] = []
    for each in shown[:MOST_SHOWN]:
        daily = each.standing.daily
        blocks += [Heading((where(daily),)), Lines((*daily_lines(daily, library, voice), *_how(each, voice)))]
    if len(shown) > MOST_SHOWN:
        blocks.append(Small(said(voice, "daily.status.more", count=len(shown) - MOST_SHOWN)))
    return Poster(tuple(blocks))


def _how(shown: Shown, voice: Voice) -> list[Said]:
    daily, last = shown.standing.daily, shown.standing.last
    lines: list[Said] = []
    if last is not None and last.state is PostState.CLAIMED:
        lines.append(said(voice, "daily.status.on-its-way"))
    if daily.state is not State.ON:
        lines.append(state_line(daily, voice))
    elif shown.next_at is not None:
        lines.append(next_line(shown.next_at, voice))
    else:
        lines.append(said(voice, "daily.status.no-zone", zone=daily.schedule.zone))
    if daily.told is Told.REFUSED:
        lines.append(said(voice, "daily.status.not-told"))
    return lines + [skipped_line(post, voice) for post in shown.skipped]


def changed_poster(key: str, daily: Daily, voice: Voice, next_at: datetime | None = None) -> Poster:
    """It was paused, resumed or taken off."""
    lines = [said(voice, key, channel=where(daily))]
    if next_at is not None:
        lines.append(next_line(next_at, voice))
    return Poster((Lines(tuple(lines)),))
