"""Whether the bot may write where somebody wants it to."""

import discord

from bot.cards.voice import Voice
from bot.errors import StudyError


def check_writing(may: discord.Permissions, voice: Voice, key: str, *, is_thread: bool) -> None:
    """Raises `StudyError`, said by `key`, with the first permission that the bot lacks there.

    A thread has a permission of its own (docs, topics/threads.mdx, "Permissions").
    """
    for name in ("view_channel", "send_messages_in_threads" if is_thread else "send_messages"):
        if not getattr(may, name):
            raise StudyError(key, permission=voice.say(f"quiz.permission.{name}"))
