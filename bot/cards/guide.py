"""The cards that say what the bot can do on Discord, and what it is."""

from collections.abc import Sequence

from bot.cards.card import Card, Paragraph, Points, Terms
from bot.cards.voice import Voice
from knowledge.concepts import Pack
from knowledge.library import Library


def guide_card(commands: Sequence[tuple[str, str]], voice: Voice, quiz_channel: str = "") -> Card:
    """`commands` as they are typed or pressed, each with what it does; and what nobody would guess.

    `quiz_channel`: the name of the channel in which the server plays, if it has chosen one.
    """
    where = (voice.say("guide.quiz-channel", channel=quiz_channel),) if quiz_channel else ()
    explain, private = voice.say("command.explain.name"), voice.say("command.what.private.name")
    return Card(
        voice.say("guide.title"),
        (
            Terms(voice.say("guide.commands"), tuple(commands)),
            Points(
                voice.say("guide.more"),
                (
                    *where,
                    voice.say("guide.slips"),
                    voice.say("guide.message", explain=explain),
                    voice.say("guide.private", private=private),
                ),
            ),
        ),
    )


def about_card(library: Library, version: str, voice: Voice) -> Card:
    """What the bot is, what it knows and what it stores."""
    return Card(
        voice.say("about.title"),
        (
            Paragraph(voice.say("about.what")),
            Terms(
                voice.say("about.packs"), tuple((voice.read(pack.name), _size(pack, voice)) for pack in library.packs)
            ),
            Points("", tuple(voice.say(key) for key in ("about.careful", "about.stored", "about.free"))),
        ),
        subtitle=voice.say("about.subtitle"),
        footer=voice.say("about.version", version=version),
    )


def _size(pack: Pack, voice: Voice) -> str:
    facts = [fact for concept in pack.concepts for fact in (concept.what, *concept.facts)]
    checked = voice.date(max(fact.as_of for fact in facts))
    return voice.say("about.pack", concepts=len(pack.concepts), facts=len(facts), date=checked)
