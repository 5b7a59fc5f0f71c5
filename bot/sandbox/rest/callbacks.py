"""The first answer to an interaction (docs, interactions/receiving-and-responding.mdx)."""

from bot.sandbox.interactions.answering import DEFERRED_MESSAGE, Called
from bot.sandbox.rest.calls import NOTHING, Answer, Call, Route
from bot.sandbox.rules.drafts import EPHEMERAL, LOADING
from bot.sandbox.world.messages import message_json
from bot.sandbox.world.things import Json


def call_back(call: Call) -> Answer:
    token = call.ids["interaction_token"]
    called = call.api.answering.call_back(call.id("interaction_id"), token, call.body, call.files)
    return Answer(_called_json(call, called)) if call.is_asked("with_response") else NOTHING


def _called_json(call: Call, called: Called) -> Json:
    """Docs, "Interaction Callback Response Object"."""
    interaction, message = called.interaction, called.message
    about: Json = {"id": str(interaction.id), "type": interaction.type, "channel_id": str(interaction.channel_id)}
    if interaction.guild_id is not None:
        about["guild_id"] = str(interaction.guild_id)
    if message is None:
        return {"interaction": about}
    about |= {
        "response_message_id": str(message.id),
        "response_message_loading": bool(message.flags & LOADING),
        "response_message_ephemeral": bool(message.flags & EPHEMERAL),
    }
    if called.type == DEFERRED_MESSAGE:
        return {"interaction": about}  # what is only to come is no resource yet
    return {"interaction": about, "resource": {"type": called.type, "message": message_json(call.world, message)}}


ROUTES = (Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", call_back, needs_bot=False),)
