"""The page's files, served as they are."""

import mimetypes
from pathlib import Path

from aiohttp import web

from bot.sandbox.refusals import Refused

FOLDER = Path(__file__).parent / "page"
FIRST = "index.html"
# Nothing is loaded from outside, and no text that a bot sends can run as a script.
POLICY = "default-src 'self'; img-src 'self' data: blob:; connect-src 'self' ws:; style-src 'self' 'unsafe-inline'"
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}


class PageFiles:
    """Everything in the folder by its name; the folder itself is its first page."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder.resolve()

    def add_routes(self, app: web.Application) -> None:
        """Last: these answer whatever nobody else does."""
        app.router.add_get("/{name:.*}", self._file)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = (self._folder / (request.match_info["name"] or FIRST)).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file():
            raise Refused(404, 0, "404: Not Found")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers = HEADERS | {"Content-Type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind}
        return web.FileResponse(path, headers=headers)
