"""However somebody presses: never more than the pace allows, and who waits as told is let in."""

from hypothesis import given
from hypothesis import strategies as st

from bot.servers.cool_down import COMMANDS, MOST_REMEMBERED, PRESSES, CoolDown, Pace

NOW = 1_800_000_000_000
PACE = Pace(burst=3, every_ms=1_000)


def test_a_burst_and_then_one_at_a_time() -> None:
    cool_down = CoolDown(PACE)
    assert [cool_down.wait_ms(1, NOW) for _ in range(5)] == [0, 0, 0, 1_000, 1_000]
    assert [cool_down.wait_ms(1, NOW + 999), cool_down.wait_ms(1, NOW + 1_000)] == [1, 0]
    assert cool_down.wait_ms(1, NOW + 1_000) == 1_000
    assert [cool_down.wait_ms(1, NOW + 60_000) for _ in range(4)] == [0, 0, 0, 1_000]


def test_nobody_slows_anybody_else_down() -> None:
    cool_down = CoolDown(PACE)
    for person in (1, 2):
        assert [cool_down.wait_ms(person, NOW) for _ in range(4)] == [0, 0, 0, 1_000]


@given(st.lists(st.integers(0, 3_000), max_size=60))
def test_never_more_than_the_pace_allows_and_never_longer_than_told(pauses: list[int]) -> None:
    cool_down, at, taken = CoolDown(PACE), NOW, list[int]()
    for pause in pauses:
        at += pause
        wait = cool_down.wait_ms(1, at)
        if wait:
            assert wait <= PACE.every_ms
            at += wait
            assert cool_down.wait_ms(1, at) == 0
        taken.append(at)
    for number, moment in enumerate(taken):
        within = [other for other in taken[: number + 1] if moment - other < PACE.every_ms]
        assert len(within) <= PACE.burst + 1


def test_who_has_rested_is_forgotten() -> None:
    cool_down = CoolDown(PACE)
    for person in range(2 * MOST_REMEMBERED):
        assert cool_down.wait_ms(person, NOW + person) == 0
    assert [cool_down.wait_ms(2 * MOST_REMEMBERED - 1, NOW + 2 * MOST_REMEMBERED) for _ in range(3)] == [
        0,
        0,
        1_000 - 1,
    ]


def test_a_busy_evening_is_slow_enough() -> None:
    """One who looks something up every two seconds for an hour, and plays with two presses a second."""
    commands, presses = CoolDown(COMMANDS), CoolDown(PRESSES)
    assert {commands.wait_ms(1, NOW + 2_000 * number) for number in range(1_800)} == {0}
    assert {presses.wait_ms(1, NOW + 500 * number) for number in range(7_200)} == {0}
