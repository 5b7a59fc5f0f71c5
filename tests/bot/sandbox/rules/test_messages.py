"""Messages: content, files, mentions, flags, polls, and what an edit makes of them."""

from typing import Any

import pytest

from bot.sandbox.rules.drafts import (
    EPHEMERAL,
    IS_COMPONENTS_V2,
    LOADING,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    Attached,
    Draft,
    Json,
    Mentions,
    Place,
    Upload,
)
from bot.sandbox.rules.messages import check_edit, check_message

from .conftest import Found, button, faults, refusal, row, text

MIB = 1024 * 1024
EMPTY = (400, 50006, "Cannot send an empty message")
POLL: Json = {"question": {"text": "Which?"}, "answers": [{"poll_media": {"text": "This"}}]}
NOTES = {"id": "77", "filename": "notes.txt"}


def new(body: object, *uploads: Upload, place: Place = Place.CHANNEL) -> Draft:
    return check_message(body, place, uploads)


def edit(body: Json, before: Json, *uploads: Upload, place: Place = Place.CHANNEL) -> Draft:
    return check_edit(body, {"content": "Before", "flags": 0, "embeds": [], **before}, place, uploads)


def poll(**fields: Any) -> Json:
    return {"poll": {**POLL, **fields}}


def reply(**fields: Any) -> Json:
    return {"content": "x", "message_reference": {"message_id": 5, **fields}}


TAKEN: list[Json] = [
    {"content": "x" * 2000},
    {"content": 5},
    {"content": "x", "unknown": {"any": "thing"}},
    {"content": "x", "embeds": None, "components": None, "attachments": None, "poll": None, "nonce": None},
    {"embeds": [{"title": "x"}]},
    {"embeds": [{"title": "x"}] * 10},
    {"sticker_ids": ["1", "2", 3]},
    {"components": [row(button())]},
    {"content": "x", "components": []},
    {"content": "x", "nonce": "x" * 25, "enforce_nonce": True},
    {"content": "x", "nonce": -(1 << 63)},
    {"content": "x", "flags": "4"},
    {"content": "x", "flags": 1 << 40},
    {"content": "x", "allowed_mentions": {"parse": ["users", "roles", "everyone"]}},
    {"content": "x", "allowed_mentions": {"parse": ["users"], "users": [], "roles": list(range(100))}},
    reply(channel_id="6", fail_if_not_exists=False),
    poll(),
    poll(question={"text": "x" * 300}, answers=[{"poll_media": {"text": "x" * 55}}] * 10, duration=768),
    poll(answers=[{"poll_media": {"text": "Yes", "emoji": {"name": "👍"}}}], allow_multiselect=True, layout_type=1),
]


@pytest.mark.parametrize("body", TAKEN)
def test_a_message_is_taken(body: Json) -> None:
    assert faults(lambda: new(body)) == []


REFUSED: list[tuple[object, Found]] = [
    ([], [("", "MODEL_TYPE_CONVERT")]),
    (None, [("", "BASE_TYPE_REQUIRED")]),
    ({"content": "x" * 2001}, [("content", "BASE_TYPE_MAX_LENGTH")]),
    ({"content": ["x"]}, [("content", "STRING_TYPE_CONVERT")]),
    ({"content": "x", "tts": "loud"}, [("tts", "BOOLEAN_TYPE_CONVERT")]),
    ({"content": "x", "flags": "many"}, [("flags", "NUMBER_TYPE_COERCE")]),
    ({"content": "x", "flags": 1.5}, [("flags", "NUMBER_TYPE_COERCE")]),
    ({"content": "x", "nonce": "x" * 26}, [("nonce", "NONCE_TYPE_TOO_LONG")]),
    ({"content": "x", "nonce": 1 << 63}, [("nonce", "NONCE_TYPE_OUT_OF_BOUNDS")]),
    ({"content": "x", "nonce": 1.5}, [("nonce", "NONCE_TYPE_INVALID_TYPE")]),
    ({"embeds": [{"title": "x"}] * 11}, [("embeds", "BASE_TYPE_MAX_LENGTH")]),
    ({"embeds": {"title": "x"}}, [("embeds", "LIST_TYPE_CONVERT")]),
    ({"embeds": [None]}, [("embeds.0", "LIST_ITEM_VALUE_REQUIRED")]),
    ({"sticker_ids": [1, 2, 3, 4]}, [("sticker_ids", "BASE_TYPE_MAX_LENGTH")]),
    ({"sticker_ids": ["one"]}, [("sticker_ids.0", "NUMBER_TYPE_COERCE")]),
    ({"sticker_ids": [1 << 63]}, [("sticker_ids.0", "NUMBER_TYPE_COERCE")]),
    ({"sticker_ids": [str(1 << 63)]}, [("sticker_ids.0", "NUMBER_TYPE_MAX")]),
    (reply(message_id=None), [("message_reference.message_id", "BASE_TYPE_REQUIRED")]),
    (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": [1]}},
        [("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE")],
    ),
    (
        {"content": "x", "allowed_mentions": {"parse": ["everybody"]}},
        [("allowed_mentions.parse.0", "BASE_TYPE_CHOICES")],
    ),
    (
        {"content": "x", "allowed_mentions": {"users": list(range(101))}},
        [("allowed_mentions.users", "BASE_TYPE_MAX_LENGTH")],
    ),
    (
        {"content": "x", "allowed_mentions": {"roles": [1, "1"]}},
        [("allowed_mentions.roles.1", "SET_TYPE_ALREADY_CONTAINS_VALUE")],
    ),
    (poll(question=None), [("poll.question", "BASE_TYPE_REQUIRED")]),
    (poll(question={"text": "x" * 301}), [("poll.question.text", "BASE_TYPE_BAD_LENGTH")]),
    (poll(answers=[]), [("poll.answers", "BASE_TYPE_REQUIRED")]),
    (poll(answers=POLL["answers"] * 11), [("poll.answers", "BASE_TYPE_BAD_LENGTH")]),
    (
        poll(answers=[{"poll_media": {"text": "x" * 56}}]),
        [("poll.answers.0.poll_media.text", "BASE_TYPE_BAD_LENGTH")],
    ),
    (
        poll(answers=[{"poll_media": {"text": "x", "emoji": {}}}]),
        [("poll.answers.0.poll_media.emoji", "POLL_EMOJI_INVALID")],
    ),
    (poll(duration=0), [("poll.duration", "NUMBER_TYPE_MIN")]),
    (poll(duration=769), [("poll.duration", "NUMBER_TYPE_MAX")]),
    (poll(duration=1.5), [("poll.duration", "NUMBER_TYPE_COERCE")]),
    (poll(layout_type=2), [("poll.layout_type", "BASE_TYPE_CHOICES")]),
    ({"content": "x", "attachments": [{"id": 0}]}, [("attachments.0", "ATTACHMENT_NOT_FOUND")]),
    ({"content": "x", "attachments": [{}]}, [("attachments.0.id", "BASE_TYPE_REQUIRED")]),
    (
        {"flags": IS_COMPONENTS_V2, "content": "x", "embeds": [{"title": "x"}], "components": [text()]},
        [
            ("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
            ("embeds", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        ],
    ),
    (
        {"flags": IS_COMPONENTS_V2, "sticker_ids": [1], "components": [text()], **poll()},
        [
            ("sticker_ids", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
            ("poll", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"),
        ],
    ),
]


@pytest.mark.parametrize(("body", "found"), REFUSED)
def test_a_message_is_refused(body: object, found: Found) -> None:
    assert faults(lambda: new(body)) == found


def test_all_that_is_wrong_is_told_at_once() -> None:
    body = {"content": "x" * 2001, "embeds": [{"title": "x" * 257}], "components": [row()], "nonce": []}
    assert [place for place, _ in faults(lambda: new(body))] == [
        "content",
        "nonce",
        "embeds.0.title",
        "components.0.components",
    ]


@pytest.mark.parametrize(
    "body", [{}, {"content": ""}, {"content": " \n"}, {"content": None}, {"embeds": [{}]}, {"embeds": [{"color": 1}]}]
)
def test_an_empty_message_is_refused(body: Json) -> None:
    assert refusal(lambda: new(body)) == EMPTY


def test_content_loses_the_white_space_at_its_ends() -> None:
    assert new({"content": "\n Hello there \n"}).content == "Hello there"


# --- flags ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "settable"),
    [
        (Place.CHANNEL, SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS),
        (Place.FOLLOWUP, SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | EPHEMERAL),
        (Place.REPLY, SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | EPHEMERAL),
    ],
)
def test_flags_that_may_be_set_are_kept_and_the_others_ignored(place: Place, settable: int) -> None:
    all_but_v2 = ((1 << 20) - 1) & ~IS_COMPONENTS_V2
    assert new({"content": "x", "flags": all_but_v2}, place=place).flags == settable


def test_an_edit_sets_and_unsets_only_the_suppression_of_embeds() -> None:
    before = {"flags": EPHEMERAL | SUPPRESS_EMBEDS}
    assert edit({"flags": SUPPRESS_NOTIFICATIONS}, before).flags == EPHEMERAL
    assert edit({"flags": SUPPRESS_EMBEDS}, before).flags == EPHEMERAL | SUPPRESS_EMBEDS
    assert edit({"content": "x"}, before).flags == EPHEMERAL | SUPPRESS_EMBEDS


def test_an_edit_ends_loading() -> None:
    assert edit({"content": "x"}, {"flags": LOADING | EPHEMERAL}, place=Place.DEFERRED).flags == EPHEMERAL


# --- components v2 and edits ---------------------------------------------------------------------------------------


def test_an_edit_switches_the_new_components_on_only_if_it_empties_the_rest() -> None:
    body = {"flags": IS_COMPONENTS_V2, "components": [text()]}
    code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
    assert faults(lambda: edit(body, {"embeds": [{"type": "rich"}]})) == [("content", code), ("embeds", code)]
    draft = edit({**body, "content": None, "embeds": []}, {"embeds": [{"type": "rich"}]})
    assert (draft.content, draft.embeds, draft.flags) == ("", [], IS_COMPONENTS_V2)


def test_the_new_components_cannot_be_switched_off() -> None:
    before = {"content": "", "flags": IS_COMPONENTS_V2, "components": [{**text(), "id": 1}]}
    assert edit({"flags": 0, "components": [text("Other")]}, before).flags == IS_COMPONENTS_V2
    assert faults(lambda: edit({"content": "x"}, before)) == [
        ("content", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2")
    ]


def test_what_an_edit_does_not_say_stays() -> None:
    before = {
        "embeds": [{"type": "rich", "title": "x"}],
        "components": [{"type": 1, "id": 1, "components": []}],
        "attachments": [NOTES],
    }
    draft = edit({"content": "After"}, before)
    assert draft.content == "After"
    assert draft.embeds == before["embeds"]
    assert draft.components == before["components"]
    assert draft.attachments == (Attached(None, "77", "notes.txt"),)


def test_an_edit_may_empty_a_part_but_not_the_whole() -> None:
    assert edit({"content": None}, {"attachments": [NOTES]}).content == ""
    assert refusal(lambda: edit({"content": None}, {})) == EMPTY


# --- files ---------------------------------------------------------------------------------------------------------


def test_files_are_attached_whether_listed_or_not() -> None:
    listed = {"attachments": [{"id": "1", "description": "A chart", "filename": "SPOILER_my chart.png"}]}
    draft = new(listed, Upload(0, "a.txt", 1), Upload(1, "b.png", 1))
    assert draft.attachments == (
        Attached(1, None, "SPOILER_my_chart.png", None, "A chart", is_spoiler=True),
        Attached(0, None, "a.txt"),
    )


def test_an_edit_keeps_the_files_that_it_lists() -> None:
    before = {"attachments": [NOTES, {"id": "78", "filename": "old.txt"}]}
    draft = edit({"attachments": [{"id": 77, "title": "Notes"}, {"id": 0}]}, before, Upload(0, "new.txt", 1))
    assert draft.attachments == (Attached(None, "77", "notes.txt", "Notes"), Attached(0, None, "new.txt"))
    assert faults(lambda: edit({"attachments": [{"id": 79}]}, before)) == [("attachments.0", "ATTACHMENT_NOT_FOUND")]


@pytest.mark.parametrize(("size", "is_taken"), [(10 * MIB, True), (10 * MIB + 1, False)])
def test_a_file_has_at_most_ten_mebibytes(size: int, is_taken: bool) -> None:  # noqa: FBT001 - a row of the table
    if is_taken:
        assert new({}, Upload(0, "a", size)).attachments
    else:
        assert refusal(lambda: new({}, Upload(0, "a", size)))[:2] == (400, 50045)


def test_a_request_has_at_most_25_mebibytes() -> None:
    files = [Upload(number, "a", 9 * MIB) for number in range(3)]
    assert refusal(lambda: new({}, *files))[:2] == (413, 40005)


def test_a_message_has_at_most_ten_files() -> None:
    files = [Upload(number, f"{number}", 1) for number in range(11)]
    assert len(new({}, *files[:10]).attachments) == 10
    assert refusal(lambda: new({}, *files))[:2] == (400, 30015)
    assert refusal(lambda: edit({}, {"attachments": [NOTES]}, *files[:10]))[:2] == (400, 30015)


def test_an_embed_shows_a_file_that_must_be_there() -> None:
    body = {"embeds": [{"image": {"url": "attachment://chart.png"}, "footer": {"icon_url": "attachment://icon.png"}}]}
    code = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
    assert faults(lambda: new(body, Upload(0, "chart.png", 1))) == [("embeds.0.footer.icon_url", code)]
    assert faults(lambda: new(body, Upload(0, "chart.png", 1), Upload(1, "icon.png", 1))) == []


# --- mentions ------------------------------------------------------------------------------------------------------


def test_mentions_default_to_everything_in_channels_and_to_users_elsewhere() -> None:
    everything = Mentions(everyone=True, users=None, roles=None, replied_user=True)
    only_users = Mentions(everyone=False, users=None, roles=frozenset(), replied_user=True)
    assert new({"content": "x"}).mentions == everything
    assert new({"content": "x"}, place=Place.REPLY).mentions == only_users
    assert new({"content": "x"}, place=Place.FOLLOWUP).mentions == only_users


def test_mentions_are_those_that_are_asked_for() -> None:
    asked = {"parse": ["roles"], "users": [5], "replied_user": True}
    mentions = new({"content": "x", "allowed_mentions": asked}).mentions
    assert mentions == Mentions(everyone=False, users=frozenset({"5"}), roles=None, replied_user=True)
    assert mentions.reaches_user("5")
    assert not mentions.reaches_user("6")
    assert mentions.reaches_role("7")


def test_an_empty_mapping_of_mentions_reaches_nobody() -> None:
    nobody = Mentions(everyone=False, users=frozenset(), roles=frozenset(), replied_user=False)
    assert new({"content": "x", "allowed_mentions": {}}).mentions == nobody


# --- replies, stickers and polls -----------------------------------------------------------------------------------


def test_a_reply_and_stickers_are_for_channels_only() -> None:
    body = {**reply(), "sticker_ids": [9]}
    draft = new(body)
    assert draft.reference == {"type": 0, "message_id": "5", "fail_if_not_exists": True}
    assert draft.sticker_ids == ["9"]
    elsewhere = new(body, place=Place.FOLLOWUP)
    assert (elsewhere.reference, elsewhere.sticker_ids) == (None, [])


def test_a_poll_comes_back_with_its_defaults() -> None:
    assert new(poll()).poll == {
        "question": {"text": "Which?"},
        "answers": [{"answer_id": 1, "poll_media": {"text": "This"}}],
        "duration": 24,
        "allow_multiselect": False,
        "layout_type": 1,
    }


def test_a_poll_is_added_by_no_edit_but_that_of_a_deferral() -> None:
    assert edit(poll(), {}, place=Place.DEFERRED).poll is not None
    assert faults(lambda: edit(poll(), {}, place=Place.FOLLOWUP)) == [("poll", "POLL_EDIT_NOT_DEFERRED")]


def test_a_message_with_a_poll_cannot_be_edited() -> None:
    assert refusal(lambda: edit({"content": "x"}, {"poll": POLL}))[:2] == (400, 520003)
