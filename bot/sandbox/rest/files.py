"""Files and pictures, as Discord's CDN serves them (docs, reference.mdx "Image Formatting")."""

from aiohttp import web

from bot.sandbox.refusals import Refused
from bot.sandbox.world.pictures import default_avatar
from bot.sandbox.world.world import World

# What a browser may show by itself; everything else it is told to save, so that no upload runs as a page.
SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Cdn:
    """Everything under /cdn. Nothing here asks who is asking, as with Discord."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/cdn/attachments/{channel_id}/{attachment_id}/{filename}", self._attachment)
        app.router.add_get(r"/cdn/embed/avatars/{number:\d+}.png", self._avatar)

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        number = request.match_info["attachment_id"]
        file = self._world.files.get(int(number)) if number.isdecimal() else None
        if file is None or str(file.channel_id) != request.match_info["channel_id"]:
            raise Refused(404, 0, "404: Not Found")
        headers = {"Content-Type": file.content_type, "X-Content-Type-Options": "nosniff"}
        if file.content_type not in SHOWN:
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.content, headers=headers)

    async def _avatar(self, request: web.Request) -> web.StreamResponse:
        return web.Response(body=default_avatar(int(request.match_info["number"])), content_type="image/png")
