"""Asking for members."""

import pytest

from bot.sandbox.gateway.intents import GUILD_MEMBERS
from tests.bot.sandbox.gateway.fake_town import FIRST, FakeTown, Json, Served, serving, user

PEOPLE: list[Json] = [
    {"user": user("1", "ana"), "nick": "Organiser"},
    {"user": {**user("2", "luis"), "global_name": "Lucho"}, "nick": None},
    {"user": user("3", "mia"), "nick": None},
]


async def asked(wanted: Json, intents: int = GUILD_MEMBERS) -> Json:
    async with serving(FakeTown(members=PEOPLE)) as there:
        bot = await there.connect()
        await bot.identify(intents=intents)
        await bot.send(8, {"guild_id": str(FIRST), **wanted})
        return dict((await bot.next(0, "GUILD_MEMBERS_CHUNK"))["d"])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"query": "", "limit": 0}, ["1", "2", "3"]),
        ({"query": "", "limit": 2}, ["1", "2"]),
        ({"query": "LU", "limit": 0}, ["2"]),
        ({"query": "luc", "limit": 5}, ["2"]),
        ({"query": "org", "limit": 5}, ["1"]),
        ({"query": "x", "limit": 5}, []),
        ({"user_ids": ["3", 1]}, ["1", "3"]),
        ({"user_ids": "2"}, ["2"]),
        ({"guild_id": FIRST, "query": "mia", "limit": 1}, ["3"]),
    ],
)
async def test_members_are_found_by_name_or_id(wanted: Json, found: list[str]) -> None:
    chunk = await asked(wanted)
    assert [member["user"]["id"] for member in chunk["members"]] == found
    assert (chunk["guild_id"], chunk["chunk_index"], chunk["chunk_count"]) == (str(FIRST), 0, 1)


async def test_who_is_not_there_is_named() -> None:
    assert (await asked({"user_ids": ["1", "77"]}))["not_found"] == ["77"]


async def test_a_nonce_comes_back_unless_it_is_too_long() -> None:
    assert (await asked({"query": "a", "nonce": "n" * 32}))["nonce"] == "n" * 32
    assert "nonce" not in await asked({"query": "a", "nonce": "n" * 33})


async def test_another_server_has_no_members_to_tell_of() -> None:
    assert (await asked({"guild_id": "77", "query": "a"}))["members"] == []


async def test_a_thousand_members_come_in_parts() -> None:
    crowd: list[Json] = [{"user": user(str(number), "x")} for number in range(2001)]
    async with serving(FakeTown(members=crowd)) as there:
        bot = await there.connect()
        await bot.identify(intents=GUILD_MEMBERS)
        await bot.send(8, {"guild_id": str(FIRST), "query": "", "limit": 0})
        parts = [(await bot.next(0, "GUILD_MEMBERS_CHUNK"))["d"] for _ in range(3)]
    assert [(part["chunk_index"], part["chunk_count"], len(part["members"])) for part in parts] == [
        (0, 3, 1000),
        (1, 3, 1000),
        (2, 3, 1),
    ]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"query": "", "limit": 0}, 4001),
        ({"query": "a", "presences": True}, 4001),
        ({"guild_id": "nowhere"}, 4002),
        ({"user_ids": {}}, 4002),
    ],
)
async def test_what_may_not_be_asked_ends_the_connection(served: Served, wanted: Json, code: int) -> None:
    bot = await served.connect()
    await bot.identify(intents=0)
    await bot.send(8, {"guild_id": str(FIRST), "query": "a", **wanted})
    assert (await bot.closing()).code == code
