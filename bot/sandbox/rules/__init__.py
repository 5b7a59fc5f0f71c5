"""What Discord refuses in a request's body, and what a person cannot send: a body in, a parsed value or Refused out.

Pure: no rule knows the world, the clock or who asks. Any JSON value may be given as a body; only `Refused` is raised.
What a check returns is a copy, whole and in the form in which Discord gives it back, so that nobody parses twice.

For the bot's requests:

    messages.check_message(body, place, uploads=()) -> Draft        POST a channel message or a followup
    messages.check_edit(body, before, place, uploads=()) -> Draft   PATCH a message: how it is afterwards
    callbacks.check_callback(body, interaction, uploads=(), before=None)
                             -> Reply | Deferred | DeferredUpdate | Update | Choices | Modal
    commands.check_command(body, scope) -> Json                     POST one command
    commands.check_command_edit(body, before, scope) -> Json        PATCH one command: how it is afterwards
    commands.check_commands(body, scope) -> list[Json]              PUT all commands of a scope
    commands.check_command_count(types) -> None                     the types of all of a scope, the new one too
    media.with_media(parts, media) -> list[Json]                    embeds or components with `attachment://` made real

For a person's doings (the refusals are sentences for that person):

    options.check_options(command, options, around, is_autocomplete=False) -> list[Json]
    presses.check_press(components, custom_id, values, around) -> Json      the component that was used
    presses.check_modal_submission(modal, submitted, around) -> list[Json]

The values: `Draft`, `Place`, `Upload`, `Mentions` in drafts.py, `Scope` in commands.py, `Around` in around.py, the
callbacks in callbacks.py. `Json` is a mapping out of JSON. faults.py puts what pydantic finds into Discord's words.
"""
