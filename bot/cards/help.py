"""The card that says how the command line is used."""

from collections.abc import Sequence

from bot.cards.card import Card, Paragraph, Terms
from bot.cards.voice import Voice

# Every command with the options that only some have; those of `EVERYWHERE` may stand with all of them.
OPTIONS = {
    "what": ("--all", "--json"),
    "compare": ("--all", "--json"),
    "topics": ("--json",),
    "check": ("--json",),
    "evaluate": ("--misses", "--at-least", "--harm-at-most", "--json"),
    "answer": (),
    "run": (),
    "sync": ("--json",),
    "doctor": ("--json",),
    "sandbox": ("--port", "--keep"),
    "scores": ("--json",),
    "simulate": ("--players", "--questions", "--crashes", "--seed", "--json"),
    "simulate-daily": ("--years", "--zones", "--seed", "--json"),
}
EVERYWHERE = ("--lang", "--width", "--help")
# Options that take a value, with what stands for it in the help.
VALUES = {
    "--lang": "CODE",
    "--width": "N",
    "--at-least": "0.95",
    "--harm-at-most": "0.02",
    "--port": "8080",
    "--keep": "FILE",
    "--players": "50",
    "--questions": "20",
    "--crashes": "10",
    "--seed": "7",
    "--years": "10",
    "--zones": "60",
}


def help_card(voice: Voice, program: str) -> Card:
    """Every command, and the options that all of them have."""
    return Card(
        title=voice.say("help.title", program=program),
        subtitle=voice.say("help.subtitle"),
        blocks=(
            Terms(voice.say("help.commands"), tuple((_usage(name, voice), _about(name, voice)) for name in OPTIONS)),
            _options(voice, EVERYWHERE),
            Paragraph(voice.say("help.exit-codes")),
        ),
    )


def command_help_card(voice: Voice, program: str, command: str) -> Card:
    """One command and all its options."""
    return Card(
        title=f"{program} {_usage(command, voice)}",
        blocks=(Paragraph(_about(command, voice)), _options(voice, (*OPTIONS[command], *EVERYWHERE))),
    )


def _usage(command: str, voice: Voice) -> str:
    return voice.say(f"help.usage.{command}")


def _about(command: str, voice: Voice) -> str:
    return voice.say(f"help.about.{command}")


def _options(voice: Voice, names: Sequence[str]) -> Terms:
    terms = ((f"{name} {VALUES.get(name, '')}".rstrip(), voice.say(f"help.option.{name}")) for name in names)
    return Terms(voice.say("help.options"), tuple(terms))
