"""What can go wrong between us and Discord: what passes by itself, and what somebody has to put right first."""

import aiohttp
import discord
from discord.gateway import ReconnectWebSocket

from bot.errors import NotConfigured

# All of it is tried again. An OSError is a refused or lost connection, or a name that is not found.
PASSING = (
    OSError,
    TimeoutError,
    aiohttp.ClientError,
    discord.HTTPException,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    ReconnectWebSocket,
)

# Close codes after which Discord wants no second attempt (docs, topics/opcodes-and-status-codes.mdx).
_LASTING = {
    4004: "running.wrong-token",
    4010: "running.sharding",
    4011: "running.sharding",
    4012: "running.old-version",
    4013: "running.intents",
    4014: "running.intents",
}


class Unreachable(Exception):  # noqa: N818 - it reads as what it is: `except Unreachable as fault`
    """Discord did not answer, or not as it should. The message says why, in the system's words."""


def lasting(fault: BaseException) -> NotConfigured | None:
    """What somebody has to put right before another attempt is of any use; None if the fault will pass."""
    if isinstance(fault, discord.LoginFailure):
        return NotConfigured("running.wrong-token")
    if isinstance(fault, discord.ConnectionClosed) and fault.code in _LASTING:
        return NotConfigured(_LASTING[fault.code])
    return None


def in_short(fault: BaseException) -> str:
    """What happened, in a few words for a log."""
    match fault:
        case ReconnectWebSocket():
            told = "it broke, or Discord asked for a new one"
        case discord.ConnectionClosed(code=code):
            told = f"closed with code {code}"
        case discord.GatewayNotFound():
            told = "Discord does not say where its gateway is"
        case discord.app_commands.CommandSyncFailure():
            told = str(fault)
        case discord.HTTPException(status=status):
            told = f"HTTP status {status}"
        case TimeoutError():
            told = "no answer in time"
        case aiohttp.ClientConnectorDNSError():
            told = f"there is no {fault.host}, as far as the network's name server knows"
        case aiohttp.ClientConnectorError():
            told = f"{fault.host}:{fault.port} lets nobody in"
        case _:
            told = str(fault)
    return told or type(fault).__name__
