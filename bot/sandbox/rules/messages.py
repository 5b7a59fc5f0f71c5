"""Messages: what may be sent, and what may be made of one that is there (docs, resources/message.mdx)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sandbox.refusals import Fault, Refused, invalid_form
from bot.sandbox.rules import attachments, embeds, layouts, polls, trees
from bot.sandbox.rules.components import Part
from bot.sandbox.rules.drafts import (
    EPHEMERAL,
    IS_COMPONENTS_V2,
    LOADING,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    Attached,
    Draft,
    Json,
    Place,
    Upload,
)
from bot.sandbox.rules.faults import Path, read
from bot.sandbox.rules.mentions import mentions_of
from bot.sandbox.rules.message_shapes import FLAGS, MESSAGE, MessageShape

# Flags that may be set; Discord ignores the others (docs, "Create Message", "Edit Message", resources/webhook.mdx,
# interactions/receiving-and-responding.mdx). IS_VOICE_MESSAGE is ignored too: the sandbox has no voice messages.
_EVERYWHERE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | IS_COMPONENTS_V2
SETTABLE = {
    Place.CHANNEL: _EVERYWHERE,
    Place.FOLLOWUP: _EVERYWHERE | EPHEMERAL,
    Place.REPLY: _EVERYWHERE | EPHEMERAL,
    Place.DEFERRED: _EVERYWHERE,
}
CHANGEABLE = SUPPRESS_EMBEDS | IS_COMPONENTS_V2

# What a message with IS_COMPONENTS_V2 cannot have; if an edit sets the flag, it must empty them.
_LEGACY_FIELDS = {"content": "content", "embeds": "embeds", "sticker_ids": "sticker_items", "poll": "poll"}


def check_message(body: object, place: Place, uploads: Sequence[Upload] = (), path: Path = ()) -> Draft:
    """A new message. `path` leads to it in the body of the request, for callbacks."""
    return _not_empty(_Request(body, {}, place, uploads, path, is_new=True).draft())


def check_edit(
    body: object, before: Mapping[str, Any], place: Place, uploads: Sequence[Upload] = (), path: Path = ()
) -> Draft:
    """The message as it is afterwards; what the body does not say stays.

    `before` is the message as the API gives it. Its files are those under `attachments`.
    """
    if before.get("poll"):
        raise Refused(400, 520003, "Cannot edit a poll message")
    return _not_empty(_Request(body, before, place, uploads, path, is_new=False).draft())


def _not_empty(draft: Draft) -> Draft:
    has_embed = any(not embeds.is_empty(embed) for embed in draft.embeds)
    if draft.content or has_embed or draft.components or draft.attachments or draft.sticker_ids or draft.poll:
        return draft
    raise Refused(400, 50006, "Cannot send an empty message")


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is read apart, because it depends on the flags or is limited as a whole."""

    embeds: list[embeds.EmbedShape]
    parts: list[Part]
    media: list[tuple[Path, str]]  # every address of a picture or file, with its place


@dataclass(frozen=True, slots=True)
class _Request:
    """A body that makes a message, or makes another of the one before."""

    body: object
    before: Mapping[str, Any]
    place: Place
    uploads: Sequence[Upload]
    path: Path
    is_new: bool

    def draft(self) -> Draft:
        """Like Discord, first the shape of everything, and only if that is right the rest."""
        attachments.check_sizes(self.uploads)
        shape, faults = read(MESSAGE.validate_python, self.body, self.path)
        shown, faults_of_shown = self._shown()
        faults = [*faults, *faults_of_shown, *self._faults_of_legacy_fields(), *self._faults_of_poll()]
        if shape is None or faults:
            raise invalid_form(*faults)
        files = self._files(shape, shown)
        return self._draft(shape, shown, files)

    def _draft(self, shape: MessageShape, shown: _Shown, files: tuple[Attached, ...]) -> Draft:
        new_embeds = [embeds.given_back(embed) for embed in shown.embeds]
        is_reply = self.is_new and self.place is Place.CHANNEL
        return Draft(
            content=shape.content.strip() if self._says("content") else self.before.get("content", ""),
            embeds=new_embeds if self._says("embeds") else self.before.get("embeds", []),
            components=trees.given_back(shown.parts) if self._says("components") else self.before.get("components", []),
            attachments=files,
            flags=self._flags,
            mentions=mentions_of(shape.allowed_mentions, self.place),
            poll=None if shape.poll is None else polls.given_back(shape.poll),
            reference=_reference(shape) if is_reply else None,
            sticker_ids=self._stickers(shape),
            nonce=shape.nonce,
            enforce_nonce=shape.enforce_nonce,
            tts=shape.tts,
        )

    @property
    def _fields(self) -> Mapping[str, Any]:
        return self.body if isinstance(self.body, dict) else {}

    def _says(self, name: str) -> bool:
        return self.is_new or name in self._fields

    def _list(self, name: str) -> object:
        value = self._fields.get(name)
        return [] if value is None else value

    @property
    def _flags(self) -> int:
        """IS_COMPONENTS_V2 can be set by an edit, but never taken away (docs, components/reference.mdx)."""
        asked, _ = read(FLAGS.validate_python, self._fields.get("flags"))
        if self.is_new:
            return (asked or 0) & SETTABLE[self.place]
        had: int = self.before.get("flags", 0) & ~LOADING
        return had if asked is None else (had & ~SUPPRESS_EMBEDS) | (asked & CHANGEABLE)

    def _shown(self) -> tuple[_Shown, list[Fault]]:
        read_parts = layouts.read_parts if self._flags & IS_COMPONENTS_V2 else layouts.read_rows
        in_embeds = (*self.path, "embeds")
        new_embeds, faults = embeds.read_embeds(self._list("embeds"), in_embeds)
        layout, faults_of_layout = read_parts(self._list("components"), (*self.path, "components"))
        media = [*embeds.media_of(new_embeds, in_embeds), *layout.media()]
        return _Shown(new_embeds, layout.parts, media), [*faults, *faults_of_layout]

    def _faults_of_legacy_fields(self) -> Iterator[Fault]:
        if not self._flags & IS_COMPONENTS_V2:
            return
        for name, in_message in _LEGACY_FIELDS.items():
            if self._fields[name] if name in self._fields else self.before.get(in_message):
                said = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                yield Fault((*self.path, name), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", said)

    def _faults_of_poll(self) -> Iterator[Fault]:
        """docs, resources/webhook.mdx "Edit Webhook Message"."""
        if self._fields.get("poll") is not None and not self.is_new and self.place is not Place.DEFERRED:
            said = "Polls can only be added when editing a deferred interaction response"
            yield Fault((*self.path, "poll"), "POLL_EDIT_NOT_DEFERRED", said)

    def _files(self, shape: MessageShape, shown: _Shown) -> tuple[Attached, ...]:
        had = {file["id"]: file["filename"] for file in self.before.get("attachments", ())}
        files, lost = attachments.attach(shape.attachments, self.uploads, had, (*self.path, "attachments"))
        names = {file.filename for file in files}
        lost += attachments.faults_of_missing(shown.media, names)
        if lost:
            raise invalid_form(*lost)
        attachments.check_number(files)
        return files

    def _stickers(self, shape: MessageShape) -> Sequence[str]:
        if self.place is not Place.CHANNEL or not self._says("sticker_ids"):
            return [sticker["id"] for sticker in self.before.get("sticker_items", ())]
        return shape.sticker_ids


def _reference(shape: MessageShape) -> Json | None:
    if shape.message_reference is None:
        return None
    return {"type": 0, **shape.message_reference.model_dump(exclude_none=True)}
