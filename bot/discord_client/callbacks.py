"""How interactions are answered: Discord is not asked to send back what we have just sent."""

from collections.abc import Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord.http import MultipartParameters, Route, json_or_text
from discord.utils import _to_json
from discord.webhook.async_ import AsyncWebhookAdapter, async_context
from yarl import URL

if TYPE_CHECKING:
    from discord.types.interactions import InteractionCallback

_JSON = {"Content-Type": "application/json"}
_BAD_REQUEST, _FORBIDDEN, _NOT_FOUND, _TOO_MANY, _SERVER_ERROR = 400, 403, 404, 429, 500
_REFUSALS = {_FORBIDDEN: discord.Forbidden, _NOT_FOUND: discord.NotFound}
# Discord has an answer to this interaction (docs, topics/opcodes-and-status-codes.mdx, "JSON Error Codes").
_ANSWERED_ALREADY = 40060
_SUGGESTIONS = discord.InteractionResponseType.autocomplete_result.value


class Callbacks(AsyncWebhookAdapter):
    """Answers without `with_response` (docs, interactions/receiving-and-responding.mdx).

    The library asks for the message that each answer became, reads it and builds it, and keeps a lock for each
    interaction, which is answered but once. Nobody here looks at any of that, and it is a fifth of what a press costs.
    """

    def create_interaction_response(  # noqa: PLR0913 - the library's signature
        self,
        interaction_id: int,
        token: str,
        *,
        session: aiohttp.ClientSession,
        proxy: str | None = None,
        proxy_auth: aiohttp.BasicAuth | None = None,
        params: MultipartParameters,
    ) -> "Coroutine[Any, Any, InteractionCallback]":
        """Send the answer. What comes back says of the interaction only what we know ourselves."""
        line: dict[str, Any] = {"session": session, "proxy": proxy, "proxy_auth": proxy_auth}
        return self._answer(interaction_id, f"/interactions/{interaction_id}/{token}/callback", params, line)

    async def _answer(
        self, interaction_id: int, path: str, params: MultipartParameters, line: dict[str, Any]
    ) -> "InteractionCallback":
        is_suggesting = (params.payload or {}).get("type") == _SUGGESTIONS
        # Who goes on typing wants other suggestions by then: some come too late every day, and nobody misses them.
        with suppress(*((discord.HTTPException,) if is_suggesting else ())):
            await self._send(path, params, line)
        return {"interaction": {"id": interaction_id, "type": discord.InteractionType.application_command.value}}

    async def _send(self, path: str, params: MultipartParameters, line: dict[str, Any]) -> None:
        if params.files:
            await self.request(Route("POST", path), files=params.files, multipart=params.multipart, **line)
        elif not await _is_taken(Route.BASE + path, params, **line):
            try:
                # The library knows when to try again, and how often.
                await self.request(Route("POST", path), payload=params.payload, **line)
            except discord.HTTPException as fault:
                # Or else the first attempt arrived, whatever we were told: what follows, an edit, will be taken, too.
                if fault.code != _ANSWERED_ALREADY:
                    raise


async def _is_taken(url: str, params: MultipartParameters, session: aiohttp.ClientSession, **proxy: Any) -> bool:  # noqa: ANN401 - of two kinds
    """Whether Discord took the answer; False if it may yet. Raises `discord.HTTPException` if it never will."""
    body = _to_json(params.payload)
    try:
        async with session.post(URL(url, encoded=True), data=body, headers=_JSON, **proxy) as response:
            if response.status < _BAD_REQUEST:
                return True
            if response.status == _TOO_MANY or response.status >= _SERVER_ERROR:
                return False
            refusal = _REFUSALS.get(response.status, discord.HTTPException)
            raise refusal(response, await json_or_text(response))
    except aiohttp.ClientConnectionError:
        # Discord closes lines that have rested for a while, and may do so while we write.
        return False


def answer_without_echo() -> None:
    """From now on, in this task and in those that it begins."""
    async_context.set(Callbacks())  # type: ignore[no-untyped-call]  # the library gives its initialiser no types
