"""What the cards say, whole, in the reader's language."""

from bot.cards.card import Card, Choice, Choices, Paragraph, Points, Table
from bot.cards.lookup import answer_card, concept_card
from bot.cards.voice import Voice, echo
from bot.texts import Texts
from bot.wiring import Study
from knowledge.answers import DidYouMean, Nothing


def test_a_concept(study: Study, texts: Texts) -> None:
    card = concept_card(study.library.concept("fargate"), study.library, Voice(texts, "es"))
    assert card == Card(
        title="AWS Fargate",
        subtitle="Cómputo",
        blocks=(
            Paragraph("Cómputo sin servidores para contenedores."),
            Choices(
                "Se suele confundir con",
                (
                    Choice(
                        "AWS Lambda",
                        "compare",
                        "AWS Fargate vs AWS Lambda",
                        "Lambda ejecuta funciones; Fargate ejecuta contenedores.",
                        ("fargate", "lambda"),
                    ),
                ),
            ),
        ),
        footer="Fuente: A book, page 3 · al 1 de febrero de 2026",
        sources=("A book, page 3",),
        command="what",
        about=("fargate",),
    )


def test_facts_numbers_and_the_oldest_date(study: Study, texts: Texts) -> None:
    card = concept_card(study.library.concept("lambda"), study.library, Voice(texts, "en"))
    points = {block.heading: len(block.items) for block in card.blocks if isinstance(block, Points)}
    assert points == {"Key facts": 7, "Numbers that matter": 1}
    assert card.footer == "Source: https://example.org/lambda and 1 more · as of 31 January 2026"
    assert card.sources == ("https://example.org/lambda", "https://example.org/limits")


def test_a_comparison(study: Study, texts: Texts) -> None:
    card = answer_card(study.asking.compare(["fargate vs lambda"]), "", study.library, Voice(texts, "en"))
    assert card.title == "AWS Fargate vs AWS Lambda"
    assert card.blocks == (
        Paragraph("Lambda is short; Fargate may stay on."),
        Table("What differs", ("", "AWS Fargate", "AWS Lambda"), (("Time limit", "No limit", "15 minutes"),)),
        Points("The same for both", ("Servers: None to manage",)),
        Points(
            "Which one?",
            ("Pick AWS Fargate when you have a container.", "Pick AWS Lambda when the work is short."),
        ),
    )
    assert card.footer.endswith("as of 31 December 2025")
    assert (card.command, card.about) == ("compare", ("fargate", "lambda"))


def test_a_question_back(study: Study, texts: Texts) -> None:
    suggestions = (study.library.concept("lambda"), study.library.concept("batch"))
    card = answer_card(DidYouMean(suggestions), "lamatch", study.library, Voice(texts, "en"))
    choices = card.blocks[0]
    assert isinstance(choices, Choices)
    assert choices.heading == "“lamatch” could be:"
    assert choices.items[1] == Choice("AWS Batch", "what", "AWS Batch", "Queues large jobs.", ("batch",))


def test_half_of_a_comparison_is_shown_and_the_other_half_asked_for(study: Study, texts: Texts) -> None:
    known, other = study.library.concept("batch"), study.library.concept("lambda")
    answer = DidYouMean((other,), known=(known,), unclear=("spaghetti",))
    card = answer_card(answer, "batch vs spaghetti", study.library, Voice(texts, "en"))
    assert card.title == "AWS Batch"
    assert card.blocks[0] == Paragraph("I do not know “spaghetti”, so here is only AWS Batch.")
    asked = card.blocks[-1]
    assert isinstance(asked, Choices)
    assert [choice.query for choice in asked.items] == ["AWS Batch vs AWS Lambda"]


def test_half_of_a_comparison_of_three_stays_a_comparison(study: Study, texts: Texts) -> None:
    known = (study.library.concept("batch"), study.library.concept("lambda"))
    answer = DidYouMean((study.library.concept("fargate"),), known=known, unclear=("spaghetti",))
    card = answer_card(answer, "", study.library, Voice(texts, "en"))
    asked = card.blocks[-1]
    assert card.title == "AWS Batch vs AWS Lambda"
    assert isinstance(asked, Choices)
    assert asked.items[0].query == "AWS Batch vs AWS Lambda vs AWS Fargate"


def test_nothing_says_what_to_try(study: Study, texts: Texts) -> None:
    card = answer_card(Nothing(), "x" * 5000, study.library, Voice(texts, "en"))
    commands = [(block.items[0].command, block.items[0].query) for block in card.blocks if isinstance(block, Choices)]
    assert commands == [("what", "AWS Lambda"), ("topics", "")]
    assert isinstance(card.blocks[0], Paragraph)
    assert len(card.blocks[0].text) < 200


def test_an_echo_is_one_short_line() -> None:
    assert echo(" a\n b\t c ") == "a b c"
    assert len(echo("word " * 100)) <= 60
