"""Questions that do not add up: answers that their kind does not have, too few of them, or the same one twice."""

from collections.abc import Iterator

from knowledge.pack_checks import PackFiles, Words, problem_at
from knowledge.pack_format import QuestionShape
from knowledge.problems import Problem
from knowledge.yaml_reader import Document, Location

# Which of these keys each kind of question needs; it may have no other of them.
_ANSWER_KEYS = {
    "one": {"right", "wrong"},
    "several": {"right", "wrong"},
    "true-false": {"is_true"},
    "typed": {"accept"},
}


def question_problems(pack: PackFiles) -> Iterator[Problem]:
    """Every problem of the pack's questions that their shape cannot tell."""
    words = Words()
    for document, file in pack.categories.values():
        for question_id, question in file.questions.items():
            at: Location = ("questions", question_id)
            yield from _answer_keys(document, at, question)
            yield from _answer_counts(document, at, question)
            yield from _doubled_options(document, at, question, words)


def _answer_keys(document: Document, at: Location, question: QuestionShape) -> Iterator[Problem]:
    needed = _ANSWER_KEYS[question.kind]
    for key in ("right", "wrong", "is_true", "accept"):
        is_given = getattr(question, key) not in (None, [])
        if is_given and key not in needed:
            yield problem_at(document, (*at, key), "answer-key-not-for-kind", key=key, kind=question.kind)
        elif key in needed and not is_given:
            yield problem_at(document, at, "answer-key-missing", key=key, kind=question.kind)


def _answer_counts(document: Document, at: Location, question: QuestionShape) -> Iterator[Problem]:
    right, wrong = len(question.right), len(question.wrong)
    if question.kind == "one" and right and wrong and (right, wrong) != (1, 3):
        yield problem_at(document, at, "one-of-four", right=right, wrong=wrong)
    if question.kind == "several" and right and wrong and (right < 2 or right + wrong < 5):
        yield problem_at(document, at, "several-of-five", right=right, wrong=wrong)


def _doubled_options(document: Document, at: Location, question: QuestionShape, words: Words) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for key in ("right", "wrong"):
        for number, option in enumerate(getattr(question, key)):
            texts = {"": option} if isinstance(option, str) else option
            said = {(code, words.said(text)): text for code, text in texts.items()}
            if doubled := [text for place, text in said.items() if place in seen]:
                yield problem_at(document, (*at, key, number), "item-twice", item=doubled[0])
            seen |= said.keys()
