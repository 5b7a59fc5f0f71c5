"""What is typed after `studyhall` -> one command, its answer, and an exit code.

With `--json` a command writes one JSON value. `what` and `compare`: {"outcome": "found" | "ask" | "nothing", "topics":
[names in English of what is answered], "suggestions": [names in English], "card": the card in the reader's language,
see `bot.cards.card.as_json`}. The others say what they write: `topics_json`, `check_json`, `scores_json`.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TextIO

from bot.cards.help import EVERYWHERE, OPTIONS, VALUES, command_help_card, help_card
from bot.cards.problems import problem_lines
from bot.cards.voice import Voice, echo
from bot.commands import study
from bot.commands.call import FOUND, NOT_FOUND, NOT_SET_UP, WRONG_USE, Call
from bot.errors import NotConfigured, StudyError
from bot.settings import SettingsFaults, read_settings, with_dotenv
from bot.terminal import NARROWEST, Terminal, speak_utf8, stop_writing
from bot.texts import FALLBACK, SHIPPED_LOCALES, Texts, read_texts
from knowledge.answers import MOST_COMPARED, TooManyConcepts
from knowledge.problems import PackProblems, nearest

# What a shell reports for a program that SIGINT or SIGPIPE has ended.
INTERRUPTED = 130
NOBODY_READS = 141

WIDEST = 1000


def main(  # noqa: PLR0913 - all that comes from outside, so that a test can call it
    argv: Sequence[str],
    environ: Mapping[str, str],
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    *,
    program: str = "studyhall",
    locales: Path = SHIPPED_LOCALES,
    dotenv: Path | None = None,
) -> int:
    """Run one command and return its exit code. Nothing raised here is for a person to see as a traceback.

    `dotenv` is a file with variables below those of the environment; it need not be there.
    """
    for stream in (stdin, stdout, stderr):
        speak_utf8(stream)
    texts = read_texts(locales)
    voice = Voice(texts, _language(argv, texts) or FALLBACK)
    try:
        settings = read_settings(environ if dotenv is None else with_dotenv(environ, dotenv), texts.languages)
        voice = Voice(texts, _language(argv, texts) or settings.language)
        options, words = _parsed(argv, voice)
        terminal = partial(Terminal, environ=environ, voice=voice, width=options.width, program=program)
        screen = terminal(stdout, shows_all=getattr(options, "all", False))
        call = Call(words, options, settings, environ, voice, screen, terminal(stderr), stdin, stdout, stderr)
        return _run(call, program)
    except (StudyError, SettingsFaults, TooManyConcepts, PackProblems) as fault:
        return _say_fault(fault, Terminal(stderr, environ, voice), voice, _language(argv, texts))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        stop_writing(stdout)
        return NOBODY_READS
    except OSError as fault:
        stop_writing(stdout)
        reason = ": ".join(filter(None, (fault.filename, fault.strerror)))
        Terminal(stderr, environ, voice).line(voice.say("usage.refused", reason=reason))
        return NOT_FOUND


def _run(call: Call, program: str) -> int:
    options = call.options
    code = _help(call, program) if options.help or not options.command else COMMANDS[options.command](call)
    call.stdout.flush()
    return code


def _say_fault(fault: Exception, errors: Terminal, voice: Voice, chosen: str | None) -> int:
    """Say what is wrong, all of it, and return the exit code."""
    match fault:
        case PackProblems(problems=problems):
            errors.lines(problem_lines(problems, voice, Path.cwd()))
            return NOT_FOUND
        case SettingsFaults(faults=faults, language=language):
            voice = Voice(voice.texts, chosen or language)
            errors.lines(voice.say(each.key, **each.values) for each in faults)
        case StudyError(key=key, values=values):
            errors.line(voice.say(key, **values))
            return NOT_SET_UP if isinstance(fault, NotConfigured) else WRONG_USE
        case TooManyConcepts(count=count):
            errors.line(voice.say("usage.too-many", count=count, most=MOST_COMPARED))
    return WRONG_USE


# --- what was typed ------------------------------------------------------------------------------------------------


def _language(argv: Sequence[str], texts: Texts) -> str | None:
    """The language of `--lang`, wherever it stands, if we speak it: needed before anything can be said at all."""
    for argument, following in zip(argv, [*argv, ""][1:], strict=True):
        code = following if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang") and code in texts.languages:
            return code
    return None


def _parsed(argv: Sequence[str], voice: Voice) -> tuple[argparse.Namespace, list[str]]:
    """The options, with the `command` among them, and the words after the command, wherever the options stand."""
    end = list(argv).index("--") if "--" in argv else len(argv)
    place = 0
    while place < end and argv[place].startswith("-"):
        place += 2 if argv[place] in VALUES else 1
    command = argv[place] if place < end else ""
    if command and command not in OPTIONS:
        raise _slip("usage.no-such-command", command, OPTIONS)
    known = [*OPTIONS.get(command, ()), *EVERYWHERE]
    options, words = _taken_apart([*argv[:place], *argv[place + 1 : end]], known)
    for word in words:
        if word.startswith("-") and len(word) > 1:
            raise _slip("usage.no-such-option", word.partition("=")[0], known)
    options.command = command
    options.width = _width(options.width)
    if options.lang is not None and options.lang not in voice.texts.languages:
        raise StudyError("usage.language", value=echo(options.lang), known=", ".join(voice.texts.languages))
    return options, [*words, *argv[end + 1 :]]


def _taken_apart(argv: Sequence[str], known: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """The options of `known`, and everything else in its order."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for name in known:
        short = ["-h"] if name == "--help" else []
        parser.add_argument(*short, name, action="store" if name in VALUES else "store_true")
    try:
        return parser.parse_known_args(argv)
    except argparse.ArgumentError as fault:
        key = "usage.needs-value" if fault.argument_name in VALUES else "usage.takes-no-value"
        raise StudyError(key, option=str(fault.argument_name)) from fault


def _slip(key: str, word: str, known: Sequence[str] | Mapping[str, object]) -> StudyError:
    near = nearest(word, list(known))
    if near is not None:
        return StudyError(f"{key}-near", word=echo(word), nearest=near)
    return StudyError(key, word=echo(word), known=", ".join(known))


def _width(value: str | None) -> int | None:
    if value is not None and not (value.isdecimal() and NARROWEST <= int(value[:9]) <= WIDEST):
        raise StudyError("usage.width", value=echo(value), least=NARROWEST, most=WIDEST)
    return None if value is None else int(value)


def _help(call: Call, program: str) -> int:
    """Asked for, it is the answer; otherwise a command is missing, and this says which there are."""
    command, screen = call.options.command, call.screen if call.options.help else call.errors
    screen.card(command_help_card(call.voice, program, command) if command else help_card(call.voice, program))
    return FOUND if call.options.help else WRONG_USE


def _on_discord(call: Call) -> int:
    # discord.py takes as long to import as a look-up takes.
    from bot.commands import doctor, serving  # noqa: PLC0415 - see the line above

    commands = {"run": serving.run, "sync": serving.sync, "doctor": doctor.doctor}
    return commands[call.options.command](call)


def _sandbox(call: Call) -> int:
    from bot.commands.sandbox import sandbox  # noqa: PLC0415 - a whole server, which look-ups need none of

    return sandbox(call)


def _simulate_daily(call: Call) -> int:
    from bot.commands.daily_years import simulate_daily  # noqa: PLC0415 - all zones of the world, which others need not

    return simulate_daily(call)


def _on_storage(call: Call) -> int:
    from bot.commands import quiz_night  # noqa: PLC0415 - SQLAlchemy, which look-ups need none of

    commands = {"scores": quiz_night.scores, "simulate": quiz_night.simulate_night}
    return commands[call.options.command](call)


COMMANDS: Mapping[str, Callable[[Call], int]] = {
    "what": study.what,
    "compare": study.compare,
    "topics": study.topics,
    "check": study.check,
    "evaluate": study.evaluate,
    "answer": study.answer,
    "run": _on_discord,
    "sync": _on_discord,
    "doctor": _on_discord,
    "sandbox": _sandbox,
    "scores": _on_storage,
    "simulate": _on_storage,
    "simulate-daily": _simulate_daily,
}
