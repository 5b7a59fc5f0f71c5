"""Reading on: more of a card, another language, other people's answers, privately and in public."""

from collections.abc import Callable

from tests.journeys.people import Answer, Person

Say = Callable[..., str]


def more(say: Say, person: Person, page: int, pages: int) -> str:
    return say(person, "button.more", page=page, pages=pages)


async def private(person: Person) -> Answer:
    return await person.command("what", concept="fargate", private=True)


async def test_a_private_answer_is_seen_by_nobody_else(ana: Person, luis: Person) -> None:
    answer = await private(luis)
    assert answer.is_private
    assert [seen.id for seen in luis.sees()] == [answer.id]
    assert ana.sees() == []


async def test_more_turns_the_page_of_a_private_answer_and_back(reader: Person, say: Say) -> None:
    first = await private(reader)
    second = await first.press(more(say, reader, 2, 2))
    assert second.id == first.id
    assert second.title == say(reader, "page.continued", title="AWS Fargate", page=2, pages=2)
    assert say(reader, "page.sources") in second.text
    assert (await second.press(say(reader, "button.back"))).text == first.text


async def test_more_of_what_all_see_is_for_whoever_pressed(ana: Person, luis: Person, say: Say) -> None:
    shown = await ana.command("what", concept="fargate")
    page = await shown.pressed_by(luis, more(say, ana, 2, 2))
    assert page.is_private
    assert page.title == say(luis, "page.continued", title="AWS Fargate", page=2, pages=2)
    assert shown.now().text == shown.text


async def test_a_public_answer_is_one_press_from_the_other_language(ana: Person, luis: Person) -> None:
    shown = await ana.command("what", concept="fargate")
    mine = await shown.pressed_by(luis, "En español")
    assert "Datos clave" in mine.text
    assert mine.is_private
    theirs = await (await luis.command("what", concept="fargate")).pressed_by(ana, "In English")
    assert "Key facts" in theirs.text


async def test_whoever_chose_a_language_keeps_it_on_the_next_page(ana: Person) -> None:
    spanish = await (await ana.command("what", concept="fargate")).press("En español")
    page = await spanish.press("Más (2 de 2)")
    assert page.title == "AWS Fargate · 2 de 2"


async def test_a_long_comparison_has_all_its_pages(reader: Person, say: Say) -> None:
    answer = await reader.command("compare", first="lambda, batch, fargate, ecs", private=True)
    titles = [answer.title]
    for page in (2, 3):
        answer = await answer.press(more(say, reader, page, 3))
        titles.append(answer.title)
    assert titles[1:] == [say(reader, "page.continued", title=titles[0], page=page, pages=3) for page in (2, 3)]


async def test_presses_of_a_private_answer_open_cards_in_its_place(reader: Person, say: Say) -> None:
    first = await private(reader)
    second = await first.press("Amazon ECR")
    third = await second.press(say(reader, "button.versus", name="Docker Hub"))
    assert {first.id, second.id, third.id} == {first.id}
    assert third.title == "Amazon ECR vs Docker Hub"
    assert third.is_private
