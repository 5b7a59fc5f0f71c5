"""What is typed after `studyhall` -> one command, its answer, and an exit code.

With `--json` a command writes one JSON value. `what` and `compare`: {"outcome": "found" | "ask" | "nothing", "topics":
[names in English of what is answered], "suggestions": [names in English], "card": the card in the reader's language,
see `bot.cards.card.as_json`}. The others say what they write: `topics_json`, `check_json`, `scores_json`.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from bot.answering import answer_lines, outcome
from bot.cards.card import as_json
from bot.cards.help import EVERYWHERE, OPTIONS, VALUES, command_help_card, help_card
from bot.cards.lookup import answer_card
from bot.cards.problems import check_json, fine_line, problem_lines
from bot.cards.topics import category_card, category_named, no_category_card, topics_card, topics_json
from bot.cards.voice import Voice, echo
from bot.errors import StudyError
from bot.evaluation import measure, miss_lines, read_rows, scores_card, scores_json, share
from bot.settings import Settings, SettingsFaults, read_settings
from bot.terminal import NARROWEST, Terminal, speak_utf8, stop_writing
from bot.texts import FALLBACK, SHIPPED_LOCALES, Texts, read_texts
from bot.wiring import build_study, check_packs, read_library
from knowledge.answers import MOST_COMPARED, Answer, Found, TooManyConcepts
from knowledge.library import Library
from knowledge.pack_reader import pack_folders
from knowledge.problems import PackProblems, Problem, nearest

FOUND = 0
NOT_FOUND = 1
WRONG_USE = 2
# What a shell reports for a program that SIGINT or SIGPIPE has ended.
INTERRUPTED = 130
NOBODY_READS = 141

WIDEST = 1000


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the program: what was asked for, and where its answer goes."""

    words: Sequence[str]
    options: argparse.Namespace
    settings: Settings
    voice: Voice
    screen: Terminal
    errors: Terminal
    stdin: TextIO
    stdout: TextIO


def main(  # noqa: PLR0913 - all that comes from outside, so that a test can call it
    argv: Sequence[str],
    environ: Mapping[str, str],
    stdin: TextIO,
    stdout: TextIO,
    stderr: TextIO,
    *,
    program: str = "studyhall",
    locales: Path = SHIPPED_LOCALES,
) -> int:
    """Run one command and return its exit code. Nothing raised here is for a person to see as a traceback."""
    for stream in (stdin, stdout, stderr):
        speak_utf8(stream)
    texts = read_texts(locales)
    voice = Voice(texts, _language(argv, texts) or FALLBACK)
    try:
        settings = read_settings(environ, texts.languages)
        voice = Voice(texts, _language(argv, texts) or settings.language)
        options, words = _parsed(argv, voice)
        terminal = partial(Terminal, environ=environ, voice=voice, width=options.width, program=program)
        screen = terminal(stdout, shows_all=getattr(options, "all", False))
        call = Call(words, options, settings, voice, screen, terminal(stderr), stdin, stdout)
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


# --- commands ------------------------------------------------------------------------------------------------------


def _what(call: Call) -> int:
    query = " ".join(_some_words(call, "usage.what-needs-words"))
    study = build_study(call.settings)
    return _say_answer(call, study.asking.what(query), query, study.library)


def _compare(call: Call) -> int:
    words = _some_words(call, "usage.compare-needs-words")
    # Longer than any comparison: not one thing a word, but a sentence without its quotes.
    parts = words if len(words) <= MOST_COMPARED else [" ".join(words)]
    study = build_study(call.settings)
    return _say_answer(call, study.asking.compare(parts), " ".join(words), study.library)


def _some_words(call: Call, otherwise: str) -> Sequence[str]:
    """The words after the command, which needs some. What was not UTF-8 can be neither looked up nor said back."""
    if not "".join(call.words).strip():
        raise StudyError(otherwise)
    return [word.encode("utf-8", "replace").decode() for word in call.words]


def _say_answer(call: Call, answer: Answer, query: str, library: Library) -> int:
    card = answer_card(answer, query, library, call.voice)
    if call.options.json:
        name, topics, suggestions = outcome(answer)
        call.screen.json({"outcome": name, "topics": topics, "suggestions": suggestions, "card": as_json(card)})
    else:
        call.screen.card(card)
    return FOUND if isinstance(answer, Found) else NOT_FOUND


def _topics(call: Call) -> int:
    library, typed = read_library(call.settings), " ".join(call.words)
    found, near = category_named(typed, library) if typed else (None, None)
    if typed and found is None:
        call.errors.card(no_category_card(echo(typed), near, library, call.voice))
        if call.options.json:
            call.screen.json(topics_json((), library, call.voice))
        return NOT_FOUND
    if call.options.json:
        shown = library.categories.values() if found is None else [found]
        call.screen.json(topics_json(shown, library, call.voice))
    else:
        card = topics_card(library, call.voice) if found is None else category_card(found, library, call.voice)
        call.screen.card(card)
    return FOUND


def _check(call: Call) -> int:
    folders, problems = _folders(call)
    library = Library([])
    try:
        library = check_packs(folders)
    except PackProblems as found:
        problems += found.problems
    if call.options.json:
        call.screen.json(check_json(problems, library, call.voice, Path.cwd()))
    elif problems:
        call.screen.lines(problem_lines(problems, call.voice, Path.cwd()))
    else:
        call.screen.line(fine_line(library, call.voice))
    return NOT_FOUND if problems else FOUND


def _folders(call: Call) -> tuple[list[Path], list[Problem]]:
    """The packs to check, each once, and the paths that hold none."""
    if not call.words:
        return list(call.settings.packs), []
    paths = [Path(word) for word in call.words]
    for path in paths:
        if "\0" in str(path) or not path.exists():
            raise StudyError("check.no-such-path", path=str(path))
    folders = {folder.resolve(): folder for path in paths for folder in pack_folders(path)}
    return list(folders.values()), [Problem(path, 1, "no-pack") for path in paths if not pack_folders(path)]


def _evaluate(call: Call) -> int:
    if len(call.words) != 1:
        raise StudyError("evaluation.one-file")
    options, study = call.options, build_study(call.settings)
    limits = share(options.at_least, "--at-least"), share(options.harm_at_most, "--harm-at-most")
    path = Path(call.words[0])
    if not path.is_file():
        raise StudyError("evaluation.no-such-file", path=str(path))
    scores = measure(read_rows(path, study.library), study)
    if options.json:
        call.screen.json(scores_json(scores))
    else:
        call.screen.card(scores_card(scores, call.voice))
        call.screen.lines(miss_lines(scores, call.voice) if options.misses else ())
    return FOUND if scores.overall.meets(*limits) else NOT_FOUND


def _answer(call: Call) -> int:
    if call.words:
        raise StudyError("usage.answer-takes-no-words")

    def write(line: bytes) -> None:
        call.stdout.buffer.write(line)
        call.stdout.buffer.flush()

    answer_lines(build_study(call.settings), call.voice.texts.languages, call.stdin.buffer, write)
    return FOUND


def _help(call: Call, program: str) -> int:
    """Asked for, it is the answer; otherwise a command is missing, and this says which there are."""
    command, screen = call.options.command, call.screen if call.options.help else call.errors
    screen.card(command_help_card(call.voice, program, command) if command else help_card(call.voice, program))
    return FOUND if call.options.help else WRONG_USE


COMMANDS: Mapping[str, Callable[[Call], int]] = {
    "what": _what,
    "compare": _compare,
    "topics": _topics,
    "check": _check,
    "evaluate": _evaluate,
    "answer": _answer,
}
