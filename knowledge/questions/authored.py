"""Questions as their authors wrote them."""

from collections.abc import Iterator

from knowledge.concepts import Question, QuestionKind, Wording
from knowledge.questions.asked import Option
from knowledge.questions.drafts import Body, Draft, Form, always
from knowledge.questions.options import every_name, true_or_false
from knowledge.questions.workshop import Workshop

_FORMS = {
    QuestionKind.ONE: Form.AUTHORED_ONE,
    QuestionKind.SEVERAL: Form.AUTHORED_SEVERAL,
    QuestionKind.TRUE_FALSE: Form.AUTHORED_TRUE_FALSE,
    QuestionKind.TYPED: Form.AUTHORED_TYPED,
}


def authored(workshop: Workshop) -> Iterator[Draft]:
    """A draft of every authored question."""
    for question in workshop.library.questions:
        body = _body(question, workshop)
        yield Draft(
            id=question.id,
            form=_FORMS[question.kind],
            about=tuple(map(workshop.library.concept, question.about)),
            difficulty=question.difficulty,
            fact=workshop.library.fact(question.fact),
            languages=frozenset(body.ask),
            write=always(body),
        )


def _body(question: Question, workshop: Workshop) -> Body:
    if question.is_true is None:
        return Body(question.ask, _options(question, workshop), tuple(_accept(question, workshop)), why=question.why)
    # True and false can be said only in the languages that have templates.
    ask = workshop.in_known_languages(question.ask)
    return Body(ask, true_or_false(workshop.phrases, ask, is_true=question.is_true), why=question.why)


def _options(question: Question, workshop: Workshop) -> tuple[Option, ...]:
    return (
        *(Option(text, is_right=True, concept=workshop.mentions.named(text)) for text in question.right),
        *(Option(text, is_right=False, concept=workshop.mentions.named(text)) for text in question.wrong),
    )


def _accept(question: Question, workshop: Workshop) -> Iterator[Wording]:
    """What its author accepts, and with the name of a concept all its names."""
    yield from question.accept
    for concept_id in dict.fromkeys(map(workshop.mentions.named, question.accept)):
        if concept_id is not None:
            names = every_name(workshop.library.concept(concept_id))
            yield from (name for name in names if name not in question.accept)
