"""Planned nights in both databases: plans, people, and steps that are claimed once."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from sqlalchemy import delete

from bot.nights.night import Coming, Done, Night, Reason, State
from bot.nights.plan import Plan, Teams
from bot.storage.database import Database
from bot.storage.night_steps import CLAIM_LASTS, DRAFTS_LAST, PEOPLE_LAST, NightSteps
from bot.storage.nights import NightBook
from bot.storage.tables.nights import night_people

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
PLAN = Plan(
    title="Thursday's night",
    wall=datetime(2026, 11, 26, 20, 0),  # noqa: DTZ001 - on a wall
    zone="Europe/Madrid",
    rounds=(("compute",), ()),
    teams=Teams.CHOSEN,
    team_names=("Otters", "Herons"),
)
DRAFT = Night(2**60, 7, 8, 9, State.DRAFT, PLAN, NOW)
ANA, LUIS = 2**61, 2**61 + 1


@pytest.fixture
def book(database: Database) -> NightBook:
    return NightBook(database)


@pytest.fixture
def steps(database: Database) -> NightSteps:
    return NightSteps(database)


async def planned(book: NightBook, draft: Night = DRAFT) -> Night:
    await book.keep_draft(draft)
    await book.settle(draft.night, NOW)
    return await read(book, draft.night)


async def read(book: NightBook, night: int = DRAFT.night) -> Night:
    found = await book.night(night)
    assert found is not None
    return found


async def test_a_draft_becomes_a_night_once(book: NightBook, steps: NightSteps) -> None:
    await book.keep_draft(DRAFT)
    assert await book.night(DRAFT.night) is None
    assert await steps.due(NOW, 10) == []
    other = msgspec.structs.replace(PLAN, title="Another")
    assert await book.change_draft(DRAFT.night, other, 80)
    assert [await book.settle(DRAFT.night, NOW) for _ in range(2)] == [True, False]
    assert not await book.change_draft(DRAFT.night, PLAN, 8)
    assert await book.draft(DRAFT.night) is None
    assert await read(book) == Night(DRAFT.night, 7, 80, 9, State.PLANNED, other, NOW)
    assert await steps.due(NOW, 10) == [DRAFT.night]


async def test_people_come_and_go_and_every_change_is_to_be_shown(book: NightBook) -> None:
    night = await planned(book)
    await book.join(night.night, LUIS, 1, NOW)
    await book.join(night.night, ANA, None, NOW + timedelta(seconds=1))
    await book.join(night.night, LUIS, 0, NOW + timedelta(seconds=2))  # who changes their team keeps their place
    found = await read(book)
    assert (found.people, found.version) == ((Coming(LUIS, 0), Coming(ANA)), 4)
    await book.leave(night.night, LUIS)
    assert (await read(book)).people == (Coming(ANA),)


async def test_a_host_may_come_and_leave_and_still_leads(book: NightBook) -> None:
    night = await planned(book)
    await book.join(night.night, 9, 0, NOW)
    assert (await read(book)).people == (Coming(9, 0),)
    await book.leave(night.night, 9)
    found = await read(book)
    assert (found.host, found.people) == (9, ())


async def test_many_join_at_once_and_none_is_lost(book: NightBook) -> None:
    night = await planned(book)
    await asyncio.gather(*(book.join(night.night, person, None, NOW) for person in range(1, 31)))
    found = await read(book)
    assert [one.person for one in found.people] == list(range(1, 31))
    assert found.version == 31


async def test_nobody_joins_what_is_cancelled_and_it_is_cancelled_once(book: NightBook) -> None:
    night = await planned(book)
    assert [await book.cancel(night.night, reason) for reason in (Reason.HOST, Reason.MISSED)] == [True, False]
    assert not await book.join(night.night, LUIS, None, NOW)
    assert not await book.leave(night.night, LUIS)
    assert not await book.begin_early(night.night, NOW)
    found = await read(book)
    assert (found.state, found.reason, found.people) == (State.CANCELLED, Reason.HOST, ())


async def test_a_change_replaces_the_plan_and_says_what_has_moved(book: NightBook) -> None:
    night = await planned(book)
    await book.join(night.night, LUIS, None, NOW)
    later = msgspec.structs.replace(PLAN, wall=PLAN.wall + timedelta(days=1))
    change = Night(2**60 + 1, 7, 88, 9, State.DRAFT, later, NOW)
    await book.keep_draft(change, changes=night.night)
    assert not await book.settle(change.night, NOW)
    draft, changes = await book.draft(change.night) or (None, None)
    assert (draft, changes) == (change, night.night)
    assert await book.apply(change, night, is_moved=True)
    found = await read(book)
    assert (found.plan, found.channel, found.moved, found.revision, found.lobbies) == (later, 88, 2, 2, 2)
    assert found.people == (Coming(LUIS),)
    assert await book.draft(change.night) is None


async def test_a_night_without_its_channel_waits_for_another(book: NightBook) -> None:
    night = await planned(book)
    assert not await book.pause(night.night, 99)
    assert await book.pause(night.night, 8)
    assert await book.in_channel(8) == []
    change = Night(2**60 + 1, 7, 88, 9, State.DRAFT, PLAN, NOW)
    await book.keep_draft(change, changes=night.night)
    await book.apply(change, await read(book), is_moved=True)
    assert (await read(book)).state is State.PLANNED
    assert await book.in_channel(88) == [night.night]


async def test_a_night_that_goes_elsewhere_leaves_its_thread_behind(book: NightBook, steps: NightSteps) -> None:
    night = await planned(book)
    await steps.done(night, "thread", 55, NOW)
    await book.keep_draft(replace(DRAFT, night=2**60 + 1), changes=night.night)
    await book.apply(replace(DRAFT, night=2**60 + 1), await read(book), is_moved=False)
    assert (await read(book)).place == 55
    await book.apply(replace(DRAFT, night=2**60 + 2, channel=80), await read(book), is_moved=True)
    assert (await read(book)).place == 80


async def test_one_process_claims_a_step_and_another_takes_it_over_when_it_is_gone(
    book: NightBook, steps: NightSteps
) -> None:
    night = await planned(book)
    assert await steps.claim(night, "lobby.1", 1, NOW) == NOW
    assert await steps.claim(night, "lobby.1", 2, NOW + timedelta(seconds=5)) is None
    again = NOW + timedelta(seconds=6)
    assert await steps.claim(night, "lobby.1", 1, again) == NOW
    lapsed = again + CLAIM_LASTS + timedelta(seconds=1)
    assert await steps.claim(night, "lobby.1", 2, lapsed) == again
    await steps.done(night, "lobby.1", 12345, lapsed)
    assert await steps.claim(night, "lobby.1", 2, lapsed) is None
    assert (await read(book)).done == {"lobby.1": Done(lapsed, 12345)}


async def test_two_claim_at_the_same_time_and_one_has_it(book: NightBook, steps: NightSteps) -> None:
    night = await planned(book)
    claims = await asyncio.gather(*(steps.claim(night, "day.1", owner, NOW) for owner in range(8)))
    assert len([claim for claim in claims if claim is not None]) == 1


async def test_what_changes_while_it_is_looked_at_is_looked_at_again(book: NightBook, steps: NightSteps) -> None:
    night = await planned(book)
    taken, tomorrow = NOW + timedelta(minutes=1), NOW + timedelta(days=1)
    await steps.take(night.night, taken)
    assert await steps.due(NOW, 10) == []
    await book.join(night.night, LUIS, None, NOW)
    await steps.look_again(night.night, tomorrow, taken)
    assert await steps.due(NOW, 10) == [night.night]
    await steps.take(night.night, taken)
    await steps.look_again(night.night, tomorrow, taken)
    assert (await steps.due(NOW, 10), await steps.next_due()) == ([], tomorrow)
    await steps.all_due()
    assert await steps.due(NOW, 10) == [night.night]


async def test_a_night_runs_is_over_and_is_closed(book: NightBook, steps: NightSteps) -> None:
    night = await planned(book)
    for step, state in ((steps.started, State.STARTED), (steps.over, State.OVER), (steps.close, State.CLOSED)):
        await step(night.night)
        assert (await read(book)).state is state
    await steps.all_due()
    assert (await steps.due(NOW, 10), await steps.next_due()) == ([], None)


async def test_what_is_long_over_is_forgotten(book: NightBook, steps: NightSteps) -> None:
    night = await planned(book)
    await book.join(night.night, LUIS, None, NOW)
    await book.cancel(night.night, Reason.HOST)
    await steps.close(night.night)
    await book.keep_draft(Night(2**60 + 1, 7, 8, 9, State.DRAFT, PLAN, NOW))
    await steps.clear_up(NOW + DRAFTS_LAST)
    assert await book.draft(2**60 + 1) is not None
    await steps.clear_up(NOW + PEOPLE_LAST + timedelta(days=1))
    assert await book.draft(2**60 + 1) is None
    found = await read(book)
    assert (found.host, found.people) == (None, ())


async def test_the_next_night_of_a_server_comes_first_and_its_zone_is_remembered(book: NightBook) -> None:
    assert await book.zone_of(7) is None
    late = await planned(book)
    soon = msgspec.structs.replace(PLAN, wall=PLAN.wall - timedelta(days=1), zone="America/Bogota")
    early = await planned(book, Night(2**60 + 5, 7, 8, 9, State.DRAFT, soon, NOW))
    await planned(book, Night(2**60 + 6, 70, 8, 9, State.DRAFT, PLAN, NOW))
    assert [night.night for night in await book.coming(7)] == [early.night, late.night]
    assert await book.zone_of(70) == "Europe/Madrid"
    assert await book.zone_of(7) in {"Europe/Madrid", "America/Bogota"}


async def test_who_was_forgotten_is_to_be_in_no_lobby_any_more(
    book: NightBook, steps: NightSteps, database: Database
) -> None:
    night = await planned(book)
    await book.join(night.night, LUIS, None, NOW)
    await steps.shows(await read(book))
    await steps.take(night.night, NOW + timedelta(days=1))
    await steps.notice_forgotten()
    assert await steps.due(NOW, 10) == []
    async with database.writing() as connection:
        await connection.execute(delete(night_people).where(night_people.c.person == LUIS))
    await steps.notice_forgotten()
    assert await steps.due(NOW, 10) == [night.night]
    found = await read(book)
    assert (found.people, found.version - found.shown) == ((), 1)


async def test_an_event_is_made_again_once(book: NightBook, steps: NightSteps) -> None:
    night = await planned(book)
    await steps.done(night, night.event_key, 555, NOW)
    await steps.event_shows(night.night, 1)
    found = await read(book)
    assert (found.event, found.event_shows) == (555, 1)
    assert [await book.event_again(night.night, found.events) for _ in range(2)] == [True, False]
    found = await read(book)
    assert (found.event, found.event_shows, found.events) == (None, 0, 2)
