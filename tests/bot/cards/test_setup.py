"""Whatever a server has chosen, and however much was changed: Discord takes what is shown of it."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.cards.doors import elsewhere_line, hosts_line
from bot.cards.poster import Poster
from bot.cards.setup import STEPS, walk_poster
from bot.cards.setup_history import BLOCKED_ROWS, HISTORY_ROWS, blocked_poster, history_poster
from bot.cards.setup_settings import settings_poster
from bot.cards.setup_words import View
from bot.cards.voice import Voice
from bot.servers.changes import Blocking, Change
from bot.servers.choices import MOST_CHANNELS, Choices, Server, Setting
from bot.texts import read_texts
from cogs.ui.posters import line_layout, markdown, poster_layout
from tests.cogs.ui.test_pages import assert_discord_takes

VOICES = [Voice(read_texts(), language) for language in read_texts().languages]
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
# As long as Discord's ids get.
LONG = 2**63 - 30
IDS = st.integers(LONG, LONG + 29)
CHOICES = st.builds(
    Choices,
    # A language that is no longer spoken is told as none.
    st.sampled_from(["", "en", "es", "fr"]),
    st.just(0) | IDS,
    st.just(0) | IDS,
    st.lists(IDS, unique=True, max_size=MOST_CHANNELS).map(tuple),
)
LACKING = st.lists(st.sampled_from(["view_channel", "send_messages"]), unique=True).map(tuple)
VIEWS = st.builds(
    lambda choices, gone, lacking, commands: View(Server(choices), gone, lacking, commands),
    CHOICES,
    st.frozensets(IDS),
    LACKING,
    st.none() | st.just({"quiz": LONG, "settings": LONG}),
)


@given(VIEWS, st.integers(0, len(STEPS)), st.sampled_from(VOICES))
def test_every_step_of_the_walk(view: View, number: int, voice: Voice) -> None:
    assert_discord_takes(poster_layout(walk_poster(number, view, voice)))


@given(VIEWS, st.booleans(), st.sampled_from(VOICES))
def test_all_settings(
    view: View,
    may_change: bool,  # noqa: FBT001 - a parameter of the test
    voice: Voice,
) -> None:
    layout = poster_layout(settings_poster(view, voice, may_change=may_change))
    assert_discord_takes(layout)
    assert ("custom_id" in str(layout.to_components())) == may_change


WRITTEN = {
    Setting.LANGUAGE: ["", "es", "fr"],
    Setting.QUIZ_CHANNEL: ["", str(LONG)],
    Setting.HOST_ROLE: ["", str(LONG)],
    Setting.CHANNELS: ["", " ".join(str(LONG - number) for number in range(MOST_CHANNELS))],
}
CHANGES = st.one_of(
    st.sampled_from(Setting).flatmap(
        lambda what: st.builds(
            Change, st.just(what), IDS, st.just(NOON), st.sampled_from(WRITTEN[what]), st.sampled_from(WRITTEN[what])
        )
    ),
    st.builds(Change, st.sampled_from(Blocking), IDS, st.just(NOON), whom=st.none() | IDS),
)


@given(
    st.lists(CHANGES, max_size=HISTORY_ROWS),
    st.integers(0, 9_998),
    st.sampled_from(VOICES),
    st.booleans(),
)
def test_every_page_of_changes(
    changes: list[Change],
    page: int,
    voice: Voice,
    has_more: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert_discord_takes(poster_layout(history_poster(changes, page, voice, has_more=has_more)))


def test_the_longest_page_of_changes() -> None:
    many = WRITTEN[Setting.CHANNELS][1]
    for voice in VOICES:
        page = [Change(Setting.CHANNELS, LONG, NOON, many, many)] * HISTORY_ROWS
        assert_discord_takes(poster_layout(history_poster(page, 3, voice, has_more=True)))


@given(st.integers(0, 30), st.integers(0, 3), st.sampled_from(VOICES))
def test_every_page_of_the_blocked(count: int, page: int, voice: Voice) -> None:
    blocked = [(LONG + number, NOON) for number in range(count)]
    layout = poster_layout(blocked_poster(blocked, page, voice))
    assert_discord_takes(layout)
    shown = str(layout.to_components())
    assert [f"<@{person}>" in shown for person, _ in blocked] == [
        number // BLOCKED_ROWS == page for number in range(count)
    ]


@given(CHOICES, st.sampled_from(VOICES))
def test_who_is_sent_elsewhere_is_told_where(choices: Choices, voice: Voice) -> None:
    for line in (hosts_line(choices, voice), elsewhere_line(choices, voice)):
        assert_discord_takes(line_layout(line))
    told = markdown(elsewhere_line(choices, voice))
    if choices.quiz_channel:
        assert f"<#{choices.quiz_channel}>" in told


def test_a_poster_without_ids_of_commands_says_what_to_type() -> None:
    assert "/quiz start" in str(poster_layout(walk_poster(len(STEPS), View(Server()), VOICES[0])).to_components())
    assert isinstance(walk_poster(99, View(Server()), VOICES[0]), Poster)
