"""The files of a message: new ones, kept ones, and how large (docs, reference.mdx "Uploading Files")."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from bot.sandbox.refusals import Fault, Refused
from bot.sandbox.rules.drafts import Attached, Upload
from bot.sandbox.rules.faults import Path
from bot.sandbox.rules.shapes import ATTACHMENT, Shape, Snowflake, clean_name, length

FILES_LIMIT = 10
FILE_BYTES_LIMIT = 10 * 1024 * 1024  # without boosts; also the `attachment_size_limit` of interactions
REQUEST_BYTES_LIMIT = 25 * 1024 * 1024
TEXT_LIMIT = 1024  # spec: file name and title; docs: description

SPOILER = "SPOILER_"  # a file whose name begins so is hidden until somebody asks

FileText = Annotated[str, length(0, TEXT_LIMIT)]


class AttachmentShape(Shape):
    """A file of this request by its number n in `files[n]`, or one that the message has, by its id."""

    id: Snowflake
    filename: FileText | None = None
    title: FileText | None = None
    description: FileText | None = None
    is_spoiler: bool = False


def check_sizes(uploads: Iterable[Upload]) -> None:
    sizes = [upload.size_bytes for upload in uploads]
    if sum(sizes) > REQUEST_BYTES_LIMIT:
        raise Refused(413, 40005, "Request entity too large")
    if any(size > FILE_BYTES_LIMIT for size in sizes):
        raise Refused(400, 50045, "File uploaded exceeds the maximum size")


def attach(
    listed: Sequence[AttachmentShape] | None, uploads: Sequence[Upload], had: Mapping[str, str], path: Path
) -> tuple[tuple[Attached, ...], list[Fault]]:
    """The files of the message afterwards: those that are listed, and uploads that nobody listed.

    `had` are the ids and names of the files before. Without a list they stay; a list says which of them do (docs,
    resources/message.mdx "Edit Message": it must have all that should be there afterwards).
    """
    by_key = {str(upload.key): upload for upload in uploads}
    if listed is None:
        kept = tuple(Attached(None, file, name) for file, name in had.items())
        return (*kept, *(_new(upload, None) for upload in uploads)), []
    lost = [
        Fault((*path, index), "ATTACHMENT_NOT_FOUND", "Attachment data not found")
        for index, file in enumerate(listed)
        if file.id not in by_key and file.id not in had
    ]
    in_list = {file.id: file for file in listed}
    files = [
        _new(by_key[file.id], file) if file.id in by_key else _kept(file, had[file.id])
        for file in in_list.values()
        if file.id in by_key or file.id in had
    ]
    unlisted = [_new(upload, None) for key, upload in by_key.items() if key not in in_list]
    return (*files, *unlisted), lost


def check_number(files: Sequence[Attached]) -> None:
    if len(files) > FILES_LIMIT:
        raise Refused(400, 30015, f"Maximum number of attachments in a message reached ({FILES_LIMIT})")


def shown_files(addresses: Iterable[str]) -> frozenset[str]:
    """The names in `attachment://name`."""
    prefix = f"{ATTACHMENT}://"
    return frozenset(address.removeprefix(prefix) for address in addresses if address.startswith(prefix))


def faults_of_missing(placed: Iterable[tuple[Path, str]], names: Iterable[str]) -> list[Fault]:
    """What is shown must be there (observed for components, issue 7754; taken to hold for embeds)."""
    there = set(names)
    return [
        Fault(
            path,
            "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
            f'The referenced attachment ("{address}") was not found',
        )
        for path, address in placed
        if not shown_files([address]) <= there
    ]


def _new(upload: Upload, listed: AttachmentShape | None) -> Attached:
    name = clean_name((listed and listed.filename) or upload.filename)
    if listed is None:
        return Attached(upload.key, None, name, is_spoiler=name.startswith(SPOILER))
    is_spoiler = listed.is_spoiler or name.startswith(SPOILER)
    return Attached(upload.key, None, name, listed.title, listed.description, is_spoiler)


def _kept(listed: AttachmentShape, name: str) -> Attached:
    return Attached(None, listed.id, name, listed.title, listed.description, is_spoiler=name.startswith(SPOILER))
