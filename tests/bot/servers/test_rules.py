"""Who may do what, and where."""

from datetime import UTC, datetime

import pytest

from bot.servers.choices import Choices, Server
from bot.servers.rules import is_kept_out, may_host, may_lead, may_speak_in

HOSTS, OTHERS = 5, 6
HERE, THREAD, THERE = 10, 11, 12
ANA, LUIS = 1, 2


@pytest.mark.parametrize(
    ("role", "roles", "manages", "hosts", "leads"),
    [
        (0, (), False, True, False),
        (0, (OTHERS,), False, True, False),
        (0, (), True, True, True),
        (HOSTS, (), False, False, False),
        (HOSTS, (OTHERS,), False, False, False),
        (HOSTS, (OTHERS, HOSTS), False, True, True),
        (HOSTS, (), True, True, True),
    ],
)
def test_who_hosts_and_who_leads(
    role: int,
    roles: tuple[int, ...],
    manages: bool,  # noqa: FBT001 - a parameter of the test
    hosts: bool,  # noqa: FBT001 - a parameter of the test
    leads: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    choices = Choices(host_role=role)
    assert may_host(choices, roles, manages=manages) == hosts
    assert may_lead(choices, roles, manages=manages) == leads


@pytest.mark.parametrize(
    ("choices", "places", "may"),
    [
        (Choices(), (HERE,), True),
        (Choices(quiz_channel=THERE), (HERE,), True),
        (Choices(channels=(THERE,)), (HERE,), False),
        (Choices(channels=(HERE, THERE)), (HERE,), True),
        (Choices(channels=(HERE,)), (THREAD, HERE), True),
        (Choices(channels=(THREAD,)), (THREAD, HERE), True),
        (Choices(channels=(THREAD,)), (HERE,), False),
        (Choices(channels=(THERE,), quiz_channel=HERE), (HERE,), True),
        (Choices(channels=(THERE,), quiz_channel=HERE), (THREAD, HERE), True),
    ],
)
def test_where_one_may_speak(
    choices: Choices,
    places: tuple[int, ...],
    may: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert may_speak_in(choices, places, manages=False) == may
    assert may_speak_in(choices, places, manages=True)


def test_who_manages_the_server_is_not_kept_out() -> None:
    server = Server(blocked={LUIS: datetime(2026, 11, 26, tzinfo=UTC)})
    assert is_kept_out(server, LUIS, manages=False)
    assert not is_kept_out(server, LUIS, manages=True)
    assert not is_kept_out(server, ANA, manages=False)
