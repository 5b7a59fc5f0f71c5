"""The sandbox's time, and ids that are made of it."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.clock import SandboxClock, iso
from bot.sandbox.snowflakes import EPOCH_MS, Snowflakes, moment_ms, snowflake_at

NOW_MS = 1_800_000_000_000


def a_clock() -> SandboxClock:
    return SandboxClock(lambda: NOW_MS)


def test_the_clock_moves_forward_and_back() -> None:
    clock = a_clock()
    clock.move(seconds=2.5)
    clock.move(seconds=-1)
    assert (clock.now_ms(), clock.offset_ms) == (NOW_MS + 1500, 1500)


def test_the_clock_moves_to_a_moment() -> None:
    clock = a_clock()
    clock.move_to(datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC))
    assert clock.now() == datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert clock.http_date() == "Wed, 02 Jan 2030 03:04:05 GMT"


def test_whoever_lives_by_the_clock_hears_of_its_jumps() -> None:
    clock, heard = a_clock(), []
    clock.on_move(lambda: heard.append(clock.now_ms()))
    clock.move(seconds=1)
    assert heard == [NOW_MS + 1000]


def test_times_are_written_as_discord_writes_them() -> None:
    assert iso(EPOCH_MS) == "2015-01-01T00:00:00.000000+00:00"


def test_an_id_carries_its_moment() -> None:
    assert moment_ms(Snowflakes(a_clock()).next()) == NOW_MS


def test_ids_go_on_where_a_kept_world_ended() -> None:
    last = snowflake_at(NOW_MS + 60_000)
    assert Snowflakes(a_clock(), last).next() == last + 1


@given(st.lists(st.floats(-1e6, 1e6)))
def test_ids_rise_however_the_clock_is_moved(jumps: list[float]) -> None:
    clock = a_clock()
    ids, seen = Snowflakes(clock), []
    for jump in jumps:
        seen.append(ids.next())
        clock.move(seconds=jump)
    assert seen == sorted(set(seen))
