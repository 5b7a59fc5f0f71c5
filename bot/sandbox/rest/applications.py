"""The application itself, and where its gateway is (docs, resources/application.mdx, events/gateway.mdx)."""

from bot.sandbox.rest.calls import Answer, Call, Route
from bot.sandbox.world.payloads import application_json


def get_application(call: Call) -> Answer:
    return Answer(application_json(call.world))


def get_gateway(call: Call) -> Answer:
    return Answer({"url": call.api.gateway_url})


def get_gateway_for_bot(call: Call) -> Answer:
    limit = call.api.session_start_limit()
    return Answer({"url": call.api.gateway_url, "shards": call.api.shards, "session_start_limit": limit})


ROUTES = (
    Route("GET", "/applications/@me", get_application),
    Route("GET", "/oauth2/applications/@me", get_application),
    Route("GET", "/gateway", get_gateway, needs_bot=False),
    Route("GET", "/gateway/bot", get_gateway_for_bot),
)
