"""Who may do what in a server, and where. Whoever manages it may do everything, everywhere."""

from collections.abc import Collection

from bot.servers.choices import Choices, Server


def is_kept_out(server: Server, person: int, *, manages: bool) -> bool:
    """Whether somebody is blocked. Who manages the server is not, whatever was said before they did."""
    return person in server.blocked and not manages


def may_host(choices: Choices, roles: Collection[int], *, manages: bool) -> bool:
    """Whether somebody with these roles may start a quiz: everybody, until the server has chosen a role for it."""
    return manages or not choices.host_role or choices.host_role in roles


def may_lead(choices: Choices, roles: Collection[int], *, manages: bool) -> bool:
    """Whether somebody may lead a quiz that another has started: not everybody, even where everybody may start one."""
    return manages or (choices.host_role != 0 and choices.host_role in roles)


def may_speak_in(choices: Choices, places: Collection[int], *, manages: bool) -> bool:
    """Whether there may be a quiz, or an answer that all see, for somebody in `places`: a channel, or a thread and its
    channel. The quiz channel is always allowed.
    """
    allowed = choices.channels
    return manages or not allowed or any(place in allowed or place == choices.quiz_channel for place in places)
