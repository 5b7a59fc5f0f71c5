"""What follows the first answer to an interaction: its edits and followups (docs, resources/webhook.mdx)."""

from bot.sandbox.refusals import Refused
from bot.sandbox.rest.calls import NOTHING, Answer, Call, Route
from bot.sandbox.world.messages import message_json

WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = WEBHOOK + "/messages/@original"
MESSAGE = WEBHOOK + "/messages/{message_id}"


def follow_up(call: Call) -> Answer:
    """It always waits for the message, whatever `wait` says."""
    return Answer(message_json(call.world, call.api.answering.follow_up(_token(call), call.body, call.files)))


def read(call: Call) -> Answer:
    return Answer(message_json(call.world, call.api.answering.read(_token(call), _message_id(call))))


def edit(call: Call) -> Answer:
    message = call.api.answering.edit(_token(call), _message_id(call), call.body, call.files)
    return Answer(message_json(call.world, message))


def delete(call: Call) -> Answer:
    call.api.answering.delete(_token(call), _message_id(call))
    return NOTHING


def _token(call: Call) -> str:
    """The webhook of an interaction has the application's id; there are no others here."""
    if call.id("webhook_id") != call.world.application.id:
        raise Refused(404, 10015, "Unknown Webhook")
    return call.ids["webhook_token"]


def _message_id(call: Call) -> int | None:
    return call.id("message_id") if "message_id" in call.ids else None


ROUTES = (
    Route("POST", WEBHOOK, follow_up, needs_bot=False),
    Route("GET", ORIGINAL, read, needs_bot=False),
    Route("PATCH", ORIGINAL, edit, needs_bot=False),
    Route("DELETE", ORIGINAL, delete, needs_bot=False),
    Route("GET", MESSAGE, read, needs_bot=False),
    Route("PATCH", MESSAGE, edit, needs_bot=False),
    Route("DELETE", MESSAGE, delete, needs_bot=False),
)
