"""The sentences of made questions, in every language."""

from string import Formatter

import yaml

from knowledge.questions.phrases import SHIPPED_TEMPLATES, Phrases

LANGUAGES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in SHIPPED_TEMPLATES.glob("*.yaml")}


def fields(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


def test_every_language_says_the_same_sentences_with_the_same_parts() -> None:
    parts = {code: {key: fields(text) for key, text in said.items()} for code, said in LANGUAGES.items()}
    assert parts == dict.fromkeys(LANGUAGES, parts["en"])


def test_a_sentence_is_said_in_the_languages_that_are_wanted(phrases: Phrases) -> None:
    said = phrases.say("pick", ["es", "en"], when={"en": "you sleep", "es": "duermas", "fr": "tu dors"})
    assert said == {
        "en": "Which of these would you pick when you sleep?",
        "es": "¿Cuál de estos conviene elegir cuando duermas?",
    }


def test_negations_of_all_languages_are_known_together(phrases: Phrases) -> None:
    assert {"not", "sin"} <= phrases.negating_words()
    assert {"un", "des"} <= phrases.negating_prefixes()
