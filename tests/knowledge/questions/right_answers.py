"""An oracle for the tests: which answers are right, worked out from the pack anew, form by form."""

from collections.abc import Iterable

from knowledge.concepts import Concept, Question, QuestionKind, Wording
from knowledge.library import Library
from knowledge.names import names_of
from knowledge.questions.asked import Asked, Option


def faults(asked: Asked, library: Library) -> list[str]:
    """What is wrong with the answers of this question; nothing, if exactly the right ones are right."""
    form, _, key = asked.id.partition("/")
    authored = {question.id: question for question in library.questions}
    if asked.id in authored:
        return _authored(asked, authored[asked.id])
    check = {
        "describes": _described,
        "pick": _described,
        "clues": _described,
        "matches": _matching,
        "share": _matching,
        "belong": _belonging,
        "value": _value,
        "statement": _statement,
        "named": _named,
    }[form]
    return check(asked, key, library)


def _authored(asked: Asked, question: Question) -> list[str]:
    if question.kind is QuestionKind.TRUE_FALSE:
        is_as_written = [option.is_right for option in asked.options] == [question.is_true, not question.is_true]
        return [] if is_as_written and asked.ask == question.ask else ["not the statement of its author"]
    if question.kind is QuestionKind.TYPED:
        return [] if all(text in asked.accept for text in question.accept) else ["an answer of its author is missing"]
    right = _sorted(option.text for option in asked.options if option.is_right)
    wrong = _sorted(option.text for option in asked.options if not option.is_right)
    as_written = right == _sorted(question.right) and wrong == _sorted(question.wrong)
    return [] if as_written else ["not the options of its author"]


def _described(asked: Asked, key: str, library: Library) -> list[str]:
    """The right one is the concept whose fact it is; no wrong one has the same text among its own."""
    owner = key.partition("/")[0]
    shown = " ".join([*asked.ask.values(), *(text for clue in asked.clues for text in clue.values())])
    return [
        f"{option.concept} {'' if option.is_right else 'not '}right"
        for option in asked.options
        if option.is_right != (option.concept == owner)
        or (not option.is_right and any(text in shown for text in _all_texts(library.concept(str(option.concept)))))
    ]


def _matching(asked: Asked, key: str, library: Library) -> list[str]:
    """Right have the value that is asked for; wrong have another one, in every language."""
    parts = key.split("/")
    aspect, first = (parts[1], parts[0]) if asked.id.startswith("matches") else (parts[0], parts[1].split("+")[0])
    value = library.concept(first).aspects[aspect].text
    said = [
        f"{option.concept}" for option in asked.options if option.is_right is not _has(option, aspect, value, library)
    ]
    return said + [code for code in asked.ask if value[code] not in asked.ask[code]]


def _has(option: Option, aspect: str, value: Wording, library: Library) -> bool | None:
    own = library.concept(str(option.concept)).aspects.get(aspect)
    if own is None:
        return None
    same = {own.text[code].casefold() == value[code].casefold() for code in value}
    return same.pop() if len(same) == 1 else None


def _belonging(asked: Asked, key: str, library: Library) -> list[str]:
    category = key.partition("/")[0]
    return [
        str(option.concept)
        for option in asked.options
        if option.is_right != (library.concept(str(option.concept)).category == category)
    ]


def _value(asked: Asked, key: str, library: Library) -> list[str]:
    """The right one is the concept's own value; each other is the value of the concept that it stands for."""
    owner, aspect = key.split("/")
    own = library.concept(owner).aspects[aspect].text
    return [
        str(option.concept)
        for option in asked.options
        if option.is_right != (option.text == own)
        or option.text != library.concept(str(option.concept)).aspects[aspect].text
    ]


def _statement(asked: Asked, key: str, library: Library) -> list[str]:
    owner, aspect = key.split("/")
    own = library.concept(owner).aspects[aspect].text
    is_true = all(own[code] in asked.ask[code] for code in asked.ask)
    return [] if [option.is_right for option in asked.options] == [is_true, not is_true] else ["judged wrongly"]


def _named(asked: Asked, key: str, library: Library) -> list[str]:
    names = {text for wording in asked.accept for text in wording.values()}
    return sorted(names ^ set(names_of(library.concept(key))))


def _all_texts(concept: Concept) -> list[str]:
    facts = (concept.what, *concept.facts)
    return [text for fact in facts for text in fact.text.values()] + list((concept.pick_when or {}).values())


def _sorted(texts: Iterable[Wording]) -> list[Wording]:
    return sorted(texts, key=lambda text: sorted(text.items()))
