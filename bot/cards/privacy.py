"""The posters of what is stored of somebody and of a server, and of how to have it deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards.poster import Block, Heading, Keys, Lines, Poster, Small, Turn
from bot.cards.said import Place, Said, Slash, Strong, joined, said
from bot.cards.scores_words import amount
from bot.cards.voice import Voice
from bot.storage.erasing import KEPT_FOR
from bot.storage.forgetting import KEPT
from bot.storage.privacy import Stored

# The first word of whatever is pressed or sent: doors are open to it (`cogs.ui.doors`).
PRIVACY = "privacy"
DELETE, KEEP, CONFIRMED = f"{PRIVACY}:delete", f"{PRIVACY}:keep", f"{PRIVACY}:confirmed"
DELETE_SERVER, SERVER_CONFIRMED = f"{PRIVACY}:delete-server", f"{PRIVACY}:server-confirmed"

# What of a server is worth counting; everything else goes with it.
OF_A_SERVER = (
    "quizzes",
    "marks",
    "take_homes",
    "seasons",
    "dailies",
    "nights",
    "server_choices",
    "server_changes",
    "blocks",
)
_KEPT = frozenset(table.name for table in KEPT)


@dataclass(frozen=True, slots=True)
class Commands:
    """The commands as they are mentioned. `ids` are by name, as far as Discord has told them."""

    ids: Mapping[str, int]

    def __call__(self, words: str) -> Slash:
        """A command by its English words."""
        return Slash(words, self.ids.get(words.partition(" ")[0]))


# --- a person ------------------------------------------------------------------------------------------------------


def stored_poster(stored: Stored, commands: Commands, voice: Voice, *, is_hidden: bool) -> Poster:
    """What is stored of whoever reads it, and what they can do."""
    found: tuple[Block, ...] = (
        (Lines(_counts(stored, voice)), Small(said(voice, "privacy.about.where", servers=amount(stored.servers))))
        if stored.rows
        else (Lines((said(voice, "privacy.about.nothing"),)),)
    )
    ways = [
        said(voice, "privacy.about.export", command=commands("privacy export")),
        said(voice, "privacy.about.delete", command=commands("privacy delete")),
        said(voice, "privacy.about.show", command=commands("privacy show"))
        if is_hidden
        else said(voice, "privacy.about.hide", command=commands("privacy hide")),
    ]
    hidden = (Lines((said(voice, "privacy.about.hidden"),)),) if is_hidden else ()
    return Poster(
        (
            Heading(said(voice, "privacy.about.title")),
            *found,
            *hidden,
            Lines((said(voice, "privacy.about.never"),)),
            Lines(tuple(ways)),
        )
    )


def delete_poster(stored: Stored, running: Sequence[int], commands: Commands, voice: Voice) -> Poster:
    """Exactly what goes, and what does not. `running` are the channels of quizzes that they are in."""
    if not stored.rows.keys() - _KEPT:
        nothing = [said(voice, "privacy.delete.nothing")]
        nothing += [said(voice, "privacy.delete.blocks")] if stored.rows else []
        return Poster((Lines(tuple(nothing)),))
    going = Stored({name: count for name, count in stored.rows.items() if name not in _KEPT})
    notes = [
        said(voice, "privacy.delete.others"),
        said(voice, "privacy.delete.again"),
        said(voice, "privacy.delete.final", command=commands("privacy export")),
    ]
    if running:
        notes.insert(0, said(voice, "privacy.delete.running", channels=_channels(running)))
    if stored.rows.keys() & _KEPT:
        notes.append(said(voice, "privacy.delete.blocks"))
    return Poster(
        (
            Heading(said(voice, "privacy.delete.title")),
            Lines((said(voice, "privacy.delete.what"), *_counts(going, voice))),
            *(Lines((note,)) for note in notes),
            Keys(
                (
                    Turn(voice.say("privacy.delete.keep"), KEEP, is_main=True),
                    Turn(voice.say("privacy.delete.button"), DELETE),
                )
            ),
        )
    )


def deleted_poster(waiting: Sequence[int], voice: Voice) -> Poster:
    """It is done; in running quizzes, whose channels are `waiting`, it is done later."""
    lines = [said(voice, "privacy.delete.done")]
    if waiting:
        lines.append(said(voice, "privacy.delete.later", channels=_channels(waiting)))
    return Poster((Lines(tuple(lines)),))


def export_poster(parts: int, voice: Voice) -> Poster:
    """What the files are that come after it, in so many parts."""
    if not parts:
        return Poster((Lines((said(voice, "privacy.export.nothing"),)),))
    lines = [said(voice, "privacy.export.ready")]
    if parts > 1:
        lines.append(said(voice, "privacy.export.parts", parts=parts))
    return Poster(
        (
            Heading(said(voice, "privacy.export.title")),
            Lines(tuple(lines)),
            Lines((said(voice, "privacy.export.save"),)),
        )
    )


def hidden_poster(commands: Commands, voice: Voice, *, is_everywhere: bool) -> Poster:
    """They keep off the boards, and how to come back."""
    key = "privacy.hide.everywhere" if is_everywhere else "privacy.hide.done"
    undo = said(voice, "privacy.hide.undo", command=commands("privacy show"))
    return Poster((Lines((said(voice, key), said(voice, "privacy.hide.quizzes"))), Small(undo)))


def _counts(stored: Stored, voice: Voice) -> tuple[Said, ...]:
    return tuple(_count(f"privacy.table.{name}", count, voice) for name, count in stored.rows.items())


def _count(what: str, count: int, voice: Voice) -> Said:
    return said(voice, "privacy.count", what=voice.say(what), count=Strong(amount(count)))


def _channels(channels: Sequence[int]) -> Said:
    return joined(", ", tuple((Place(channel),) for channel in dict.fromkeys(channels)))


# --- a server ------------------------------------------------------------------------------------------------------


def server_poster(name: str, stored: Stored, voice: Voice) -> Poster:
    """What is stored of a server, for who manages it."""
    month = Small(said(voice, "privacy.server.month", days=KEPT_FOR.days))
    title = Heading(said(voice, "privacy.server.title", server=name))
    if not stored.rows:
        return Poster((title, Lines((said(voice, "privacy.server.nothing"),)), month))
    counts = tuple(
        said(
            voice, "privacy.count", what=voice.say(f"privacy.server.{table}"), count=Strong(amount(stored.rows[table]))
        )
        for table in OF_A_SERVER
        if table in stored.rows
    )
    return Poster(
        (
            title,
            Lines(counts),
            Lines((said(voice, "privacy.server.final"),)),
            Lines((said(voice, "privacy.server.others"),)),
            Keys((Turn(voice.say("privacy.server.button"), DELETE_SERVER),)),
            month,
        )
    )


def server_deleted_poster(commands: Commands, voice: Voice) -> Poster:
    """All of it is gone, and how to begin anew."""
    return Poster((Lines((said(voice, "privacy.server.done", command=commands("setup")),)),))


def playing_poster(commands: Commands, voice: Voice) -> Poster:
    """A server cannot be deleted in the middle of a quiz."""
    return Poster((Lines((said(voice, "privacy.server.playing", command=commands("quiz stop")),)),))
