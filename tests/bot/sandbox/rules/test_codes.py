"""Where each code of a fault comes from: Discord documents three of them, people report most, and some are ours.

To be looked at again on the real Discord: UNVERIFIED.
"""

import ast
import re
from pathlib import Path

from bot.sandbox import rules

DOCS = 'docs, reference.mdx "Error Messages"'
PRACTICE = "error reports in many bots' issues"
MOCK = "a mock backend for discord.js that was written after Discord's own answers"

REPORTED = {
    "APPLICATION_COMMANDS_DUPLICATE_NAME": "albertgmz/BeatDock issue 103",
    "APPLICATION_COMMAND_INVALID_NAME": "Garlic-Team/gcommands issue 295",
    "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS": "a bot's own table of errors; discord-api-docs issue 4964 tells",
    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID": "discord-api-docs issue 5615",
    "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID": "bots' own notes",
    "APPLICATION_COMMAND_TOO_LARGE": DOCS,
    "ATTACHMENT_NOT_FOUND": MOCK,
    "BASE_TYPE_BAD_LENGTH": "TFNS/CTFNote issue 408, bwmarrin/discordgo issue 1674",
    "BASE_TYPE_CHOICES": DOCS,
    "BASE_TYPE_MAX_LENGTH": PRACTICE,
    "BASE_TYPE_MIN_LENGTH": MOCK,
    "BASE_TYPE_REQUIRED": DOCS,
    "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED": MOCK,
    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE": MOCK,
    "BUTTON_COMPONENT_INVALID_EMOJI": MOCK,
    "COMPONENT_CUSTOM_ID_DUPLICATED": "discord-api-docs issue 3673",
    "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED": "bots' own change logs; the sentence is ours",
    "COMPONENT_LAYOUT_WIDTH_EXCEEDED": "discord-api-docs issue 3395",
    "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST": PRACTICE,
    "DATE_TIME_TYPE_PARSE": MOCK,
    "DICT_TYPE_CONVERT": "dolfies/discord.py-self PR 271",
    "LIST_ITEM_VALUE_REQUIRED": "Would-You-Bot/client issue 334",
    "MAX_EMBED_SIZE_EXCEEDED": "NelsonDane/auto-rsa PR 451",
    "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE": "Mephisto5558/Teufelsbot issue 285",
    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2": PRACTICE,
    "MODEL_TYPE_CONVERT": "discord-api-docs issue 3784",
    "NONCE_TYPE_INVALID_TYPE": MOCK,
    "NONCE_TYPE_OUT_OF_BOUNDS": MOCK,
    "NONCE_TYPE_TOO_LONG": MOCK,
    "NUMBER_TYPE_COERCE": "gonzyui/Discord-Template-V13 issue 8",
    "NUMBER_TYPE_MAX": PRACTICE,
    "NUMBER_TYPE_MIN": PRACTICE,
    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED": "Would-You-Bot/client issue 304",
    "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES": MOCK,
    "SET_TYPE_ALREADY_CONTAINS_VALUE": PRACTICE,
    "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND": "discord-api-docs issue 7754",
    "UNION_TYPE_CHOICES": "bwmarrin/discordgo issue 1659",
    "URL_TYPE_INVALID_SCHEME": MOCK,
    "URL_TYPE_INVALID_URL": MOCK,
}

UNVERIFIED = {
    "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED": "docs: the description of USER and MESSAGE commands is empty",
    "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES": "docs: autocomplete excludes choices",
    "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED": "docs: options are for CHAT_INPUT commands",
    "BOOLEAN_TYPE_CONVERT": "in the manner of the other conversions",
    "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED": "practice: a button without either is refused",
    "BUTTON_COMPONENT_PREMIUM_FIELDS": "docs: premium buttons have none of these fields",
    "BUTTON_COMPONENT_SKU_REQUIRED": "docs: premium buttons have a sku_id",
    "BUTTON_COMPONENT_URL_REQUIRED": "docs: link buttons have a url",
    "CANNOT_BE_SENT": "ours: a client would not let a person do this",
    "COMPONENT_ID_DUPLICATED": "docs: an id is unique in its message",
    "COMPONENT_MAX_MEDIA_EXCEEDED": "discord-api-docs issue 7528: more than 64 are an HTTP 500",
    "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED": "docs: at most 40",
    "COMPONENT_TEXT_BYTES_EXCEEDED": "discord-api-docs issue 8554: more is an HTTP 500",
    "GUILD_SCHEDULED_EVENT_CHANNEL_NOT_ALLOWED": "docs: channel_id is null for EXTERNAL",
    "GUILD_SCHEDULED_EVENT_END_BEFORE_START": "in the manner of the code for what is past",
    "INPUT_COMPONENT_DISABLED": "docs: no disabled component in a modal",
    "INPUT_COMPONENT_REQUIRED_INVALID": "docs, PR 8177: min_values 0 only if nothing is required",
    "LIST_TYPE_CONVERT": "in the manner of the other conversions; SetType is reported (DonovanDMC/eris PR 181)",
    "POLL_EDIT_NOT_DEFERRED": "docs, resources/webhook.mdx: polls are added to deferred answers only",
    "POLL_EMOJI_INVALID": "docs: an id or a name",
    "STRING_TYPE_CONVERT": "the sentence is reported (Brainicism/KMQ_Discord issue 523), the code is not",
    "UNION_TYPE_REQUIRED": "the sentence is reported, the code is not",
}


def test_every_code_has_its_origin() -> None:
    used = {
        node.value
        for path in Path(rules.__path__[0]).glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[A-Z]+(_[A-Z0-9]+)+", node.value)
    }
    assert used == REPORTED.keys() | UNVERIFIED.keys()
