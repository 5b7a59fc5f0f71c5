"""What somebody has sent with a press: chosen in a list, or typed into a form."""

from collections.abc import Mapping
from typing import Any

import discord


def fields_of(interaction: discord.Interaction) -> Mapping[str, Any]:
    """As Discord sends it (docs, interactions/receiving-and-responding.mdx, "Interaction Data")."""
    return dict(interaction.data or {})


def chosen_in(interaction: discord.Interaction) -> tuple[str, ...]:
    """What was chosen in a list, or picked."""
    values = fields_of(interaction).get("values")
    return tuple(map(str, values)) if isinstance(values, list) else ()


def typed_in(interaction: discord.Interaction, field: str) -> str:
    """What was typed into a field of a form."""
    inputs = (part.get("component") or {} for part in fields_of(interaction).get("components") or ())
    return next((str(each.get("value", "")) for each in inputs if each.get("custom_id") == field), "")
