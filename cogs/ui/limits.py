"""Discord's limits that drawing keeps to. Source: docs, components/reference.mdx, unless a line says otherwise."""

# Characters of all texts of a message together (discord-api-docs PR 8562), and the bytes from which on Discord answers
# 500: the sum over texts of their UTF-8 bytes and 12 each (discord-api-docs issue 8554).
MESSAGE_CHARACTERS = 4000
MESSAGE_BYTES = 10_170
BYTES_BESIDE_A_TEXT = 12

BUTTONS_IN_A_ROW = 5
OPTIONS_IN_A_MENU = 25
BUTTON_LABEL = 80
OPTION_LABEL = 100
OPTION_DESCRIPTION = 100
PLACEHOLDER = 150
CUSTOM_ID = 100
MODAL_TITLE = 45
MODAL_LABEL = 45
# Of a picture in a gallery; of a file too (docs, resources/message.mdx).
ALT_TEXT = 1024
# docs, interactions/receiving-and-responding.mdx
AUTOCOMPLETE_CHOICES = 25
CHOICE_NAME = 100
SECONDS_TO_ANSWER = 3.0
