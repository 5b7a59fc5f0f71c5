"""The town as it is at first: one server, six people and their bot. Its ids are always the same."""

from bot.sandbox.snowflakes import moment_ms
from bot.sandbox.world import permissions as may
from bot.sandbox.world.things import (
    CATEGORY,
    DIRECT,
    FORUM,
    TEXT,
    Application,
    Channel,
    ForumTag,
    Guild,
    Member,
    Overwrite,
    Person,
    Role,
    User,
)
from bot.sandbox.world.world import Saved

GUILD = 1_200_000_000_000_000_000
ORGANISER = GUILD + 1
BOT_ROLE = GUILD + 2
QUIZ_HOST = GUILD + 3
STUDY = GUILD + 10
GENERAL = GUILD + 11
QUIZ = GUILD + 12
RESOURCES = GUILD + 13
ANNOUNCEMENTS = GUILD + 14
DAILY = GUILD + 15
DAILY_TAGS = (ForumTag(GUILD + 20, "Fact", "💡"), ForumTag(GUILD + 21, "Question", "❓"))
APPLICATION = GUILD + 100
# The server and the application belong to somebody who is not in the room.
OWNER = GUILD + 200
ANA = GUILD + 201
LUIS = GUILD + 202
MIA = GUILD + 203
KAI = GUILD + 204
NOA = GUILD + 205
SAM = GUILD + 206

# What everybody may do: what Discord gives @everyone in a new server, as far as the sandbox has it.
EVERYONE_MAY = (
    may.ADD_REACTIONS
    | may.VIEW_CHANNEL
    | may.SEND_MESSAGES
    | may.EMBED_LINKS
    | may.ATTACH_FILES
    | may.READ_MESSAGE_HISTORY
    | may.MENTION_EVERYONE
    | may.USE_EXTERNAL_EMOJIS
    | may.USE_EXTERNAL_STICKERS
    | may.CHANGE_NICKNAME
    | may.USE_APPLICATION_COMMANDS
    | may.CREATE_PUBLIC_THREADS
    | may.SEND_MESSAGES_IN_THREADS
    | may.SEND_POLLS
    | may.USE_EXTERNAL_APPS
)
ORGANISER_MAY = (
    may.MANAGE_GUILD
    | may.MANAGE_CHANNELS
    | may.MANAGE_MESSAGES
    | may.MANAGE_EVENTS
    | may.CREATE_EVENTS
    | may.MANAGE_THREADS
    | may.MANAGE_ROLES
    | may.PIN_MESSAGES
)
# What the bot was invited with: what a bot that posts, and that plans events, needs.
BOT_MAY = (
    may.VIEW_CHANNEL
    | may.SEND_MESSAGES
    | may.EMBED_LINKS
    | may.ATTACH_FILES
    | may.READ_MESSAGE_HISTORY
    | may.CREATE_EVENTS
)


def new_town(name: str, description: str, *, flags: int = 0) -> Saved:
    """The town with an application of this name. `flags` are the application's, for privileged intents."""
    since = moment_ms(GUILD)
    return Saved(
        application=Application(APPLICATION, name, description, OWNER, flags),
        guild=Guild(GUILD, "Study group", OWNER, "en-US"),
        roles=_roles(name),
        users=[
            User(OWNER, "Owner"),
            User(ANA, "Ana"),
            User(LUIS, "Luis"),
            User(MIA, "Mia"),
            User(KAI, "Kai"),
            User(NOA, "Noa"),
            User(SAM, "Sam"),
            User(APPLICATION, name, is_bot=True),
        ],
        people=[
            Person(ANA, "ana", "en-GB", "#c2557a"),
            Person(LUIS, "luis", "es-ES", "#2f855a"),
            Person(MIA, "mia", "en-US", "#5a67d8"),
            Person(KAI, "kai", "en-GB", "#b7791f"),
            Person(NOA, "noa", "es-419", "#2b6cb0"),
            Person(SAM, "sam", "en-US", "#805ad5"),
        ],
        members=[
            Member(OWNER, since),
            Member(ANA, since, (ORGANISER,)),
            *(Member(number, since) for number in (LUIS, MIA, KAI, NOA, SAM)),
            Member(APPLICATION, since, (BOT_ROLE,)),
        ],
        channels=_channels(),
    )


def _roles(bot_name: str) -> list[Role]:
    return [
        Role(GUILD, "@everyone", EVERYONE_MAY, 0),
        Role(BOT_ROLE, bot_name, BOT_MAY, 1, bot_id=APPLICATION),
        # Nobody has it at first: organisers give it to whoever is to lead quizzes.
        Role(QUIZ_HOST, "Quiz host", 0, 2, color=0x2B6CB0, is_mentionable=True, is_hoisted=True),
        Role(ORGANISER, "Organiser", ORGANISER_MAY, 3, color=0xC2557A, is_mentionable=True, is_hoisted=True),
    ]


def _channels() -> list[Channel]:
    # The bot cannot send there either, so that there is a channel in which to see what it then does.
    read_only = (Overwrite(GUILD, 0, deny=may.SEND_MESSAGES), Overwrite(ORGANISER, 0, allow=may.SEND_MESSAGES))
    return [
        Channel(STUDY, CATEGORY, "Study", position=0),
        Channel(GENERAL, TEXT, "general", "Whatever comes to mind", STUDY, 0),
        Channel(QUIZ, TEXT, "quiz", "Quiz nights", STUDY, 1),
        Channel(RESOURCES, TEXT, "resources", "Links and notes", STUDY, 2, overwrites=read_only),
        Channel(ANNOUNCEMENTS, TEXT, "announcements", "What is on", STUDY, 3),
        Channel(DAILY, FORUM, "daily", "A fact or a question a day", STUDY, 4, tags=DAILY_TAGS),
        *(Channel(person + 100, DIRECT, recipient_id=person) for person in (ANA, LUIS, MIA, KAI, NOA, SAM)),
    ]
