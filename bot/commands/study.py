"""Commands that need no Discord: look-ups, checks, measuring."""

from collections.abc import Sequence
from pathlib import Path

from bot.answering import answer_lines, outcome
from bot.cards.card import as_json
from bot.cards.lookup import answer_card
from bot.cards.problems import check_json, fine_line, problem_lines
from bot.cards.topics import category_card, category_named, no_category_card, topics_card, topics_json
from bot.cards.voice import echo
from bot.commands.call import FOUND, NOT_FOUND, Call, no_words
from bot.errors import StudyError
from bot.evaluation import measure, miss_lines, read_rows, scores_card, scores_json, share
from bot.wiring import build_study, check_packs, read_library
from knowledge.answers import MOST_COMPARED, Answer, Found
from knowledge.library import Library
from knowledge.pack_reader import pack_folders
from knowledge.problems import PackProblems, Problem


def what(call: Call) -> int:
    query = " ".join(_some_words(call, "usage.what-needs-words"))
    study = build_study(call.settings)
    return _say_answer(call, study.asking.what(query), query, study.library)


def compare(call: Call) -> int:
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


def topics(call: Call) -> int:
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


def check(call: Call) -> int:
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


def evaluate(call: Call) -> int:
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


def answer(call: Call) -> int:
    no_words(call)

    def write(line: bytes) -> None:
        call.stdout.buffer.write(line)
        call.stdout.buffer.flush()

    answer_lines(build_study(call.settings), call.voice.texts.languages, call.stdin.buffer, write)
    return FOUND
