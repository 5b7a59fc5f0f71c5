"""The settings, and all their faults at once."""

import os
import pickle
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import NotConfigured, StudyError
from bot.secret import Secret
from bot.settings import DiscordSettings, NoToken, Settings, SettingsFaults, read_settings, with_dotenv
from knowledge.pack_reader import SHIPPED_PACKS, pack_folders

from .conftest import SMALL_PACK

LANGUAGES = ("en", "es")


def test_without_any_setting_there_are_good_ones() -> None:
    settings = read_settings({"HOME": "/home/x", "XDG_CACHE_HOME": "/c"}, LANGUAGES)
    assert settings == Settings(tuple(pack_folders(SHIPPED_PACKS)), "en", Path("/c/studyhall"))


def test_every_setting() -> None:
    packs = os.pathsep.join([str(SMALL_PACK), "", str(SMALL_PACK), str(SHIPPED_PACKS)])
    settings = read_settings({"STUDYHALL_PACKS": packs, "STUDYHALL_LANGUAGE": "es", "STUDYHALL_CACHE": ""}, LANGUAGES)
    assert settings == Settings((SMALL_PACK, *pack_folders(SHIPPED_PACKS)), "es", None)


@pytest.mark.parametrize(
    ("environ", "address"),
    [
        ({}, "sqlite:///~/.local/share/studyhall/studyhall.db"),
        ({"XDG_DATA_HOME": "/data"}, "sqlite:////data/studyhall/studyhall.db"),
        ({"DATABASE_URL": " sqlite:///scores.db\n"}, "sqlite:///scores.db"),
        ({"DATABASE_URL": "postgresql://me:pass@db.example/study"}, "postgresql://me:pass@db.example/study"),
    ],
)
def test_the_database_is_a_file_unless_another_is_given(environ: dict[str, str], address: str) -> None:
    assert read_settings(environ, LANGUAGES).database.reveal() == address


@pytest.mark.parametrize(
    "value",
    [
        "scores.db",
        "sqlite:///",
        "mysql://me:secret@db/x",
        "postgresql:///x",
        "postgresql://h:0/x",
        "postgresql://me:1/secret@h/x",
    ],
)
def test_what_is_no_address_of_a_database_is_refused_without_being_shown(value: str) -> None:
    with pytest.raises(SettingsFaults) as caught:
        read_settings({"DATABASE_URL": value}, LANGUAGES)
    assert [(fault.key, fault.values) for fault in caught.value.faults] == [
        ("settings.database", {"variable": "DATABASE_URL"})
    ]


def test_all_faults_come_together(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    environ = {
        "DISCORD_API": "discord.com",
        "DISCORD_GATEWAY": "https://gateway.example",
        "STUDYHALL_PACKS": os.pathsep.join(["/no/where", str(tmp_path), "a\0b"]),
        "STUDYHALL_LANGUAGE": "xx",
        "STUDYHALL_CACHE": str(tmp_path / "file"),
        "STUDYHALL_LANGAUGE": "es",
        "STUDYHALL_QQ": "1",
    }
    with pytest.raises(SettingsFaults) as caught:
        read_settings(environ, LANGUAGES)
    assert [(fault.key, fault.values["variable"]) for fault in caught.value.faults] == [
        ("settings.unknown-near", "STUDYHALL_LANGAUGE"),
        ("settings.unknown", "STUDYHALL_QQ"),
        ("settings.language", "STUDYHALL_LANGUAGE"),
        ("settings.no-such-folder", "STUDYHALL_PACKS"),
        ("settings.no-pack", "STUDYHALL_PACKS"),
        ("settings.no-such-folder", "STUDYHALL_PACKS"),
        ("settings.not-a-folder", "STUDYHALL_CACHE"),
        ("settings.address", "DISCORD_API"),
        ("settings.address", "DISCORD_GATEWAY"),
    ]
    assert caught.value.language == "en"


def test_faults_are_told_in_the_language_that_was_set() -> None:
    with pytest.raises(SettingsFaults) as caught:
        read_settings({"STUDYHALL_LANGUAGE": "es", "STUDYHALL_X": ""}, LANGUAGES)
    assert caught.value.language == "es"


# --- Discord -------------------------------------------------------------------------------------------------------


def discord_settings(**environ: str) -> DiscordSettings:
    return read_settings({"STUDYHALL_CACHE": "", **environ}, LANGUAGES).discord


def test_discord_is_where_it_always_is_unless_something_stands_in_for_it() -> None:
    assert discord_settings() == DiscordSettings(NoToken(), "https://discord.com/api/v10", None)
    assert discord_settings().is_real
    assert discord_settings(DISCORD_API="", DISCORD_GATEWAY="") == DiscordSettings()
    sandbox = discord_settings(
        DISCORD_API="http://127.0.0.1:8080/api/v10/", DISCORD_GATEWAY="ws://127.0.0.1:8080/gateway"
    )
    assert sandbox == DiscordSettings(NoToken(), "http://127.0.0.1:8080/api/v10", "ws://127.0.0.1:8080/gateway")
    assert not sandbox.is_real


@pytest.mark.parametrize(
    "address", ["x", "http://", "http://[", "ftp://a", "http://a:99999", "http://a b", "http://u:p@a", "http://a?b=c"]
)
def test_what_is_no_address_is_a_fault(address: str) -> None:
    with pytest.raises(SettingsFaults) as caught:
        discord_settings(DISCORD_API=address)
    assert [fault.values["variable"] for fault in caught.value.faults] == ["DISCORD_API"]


def test_the_token_comes_from_the_environment_or_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("\ufefffrom.a-file\n", encoding="utf-8")
    of_file = str(tmp_path / "token")
    both = {"DISCORD_TOKEN": "from.here", "DISCORD_TOKEN_FILE": of_file}
    assert discord_settings(**{**both, "DISCORD_TOKEN": " my.token\n"}).needed_token() == Secret("my.token")
    assert discord_settings(DISCORD_TOKEN_FILE=of_file).needed_token() == Secret("from.a-file")
    assert discord_settings(**both).needed_token() == Secret("from.here")
    assert discord_settings(**{**both, "DISCORD_TOKEN": ""}).needed_token() == Secret("from.a-file")


def test_only_who_needs_the_token_is_told_why_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "latin").write_bytes(b"\xff")
    told = {
        "settings.no-token": {},
        "settings.token": {"DISCORD_TOKEN": "Bot my.token"},
        "settings.token-file": {"DISCORD_TOKEN_FILE": "/no/such/file"},
        "settings.token-file-empty": {"DISCORD_TOKEN_FILE": str(tmp_path / "empty")},
    }
    for key, environ in told.items():
        with pytest.raises(NotConfigured) as caught:
            discord_settings(**environ).needed_token()
        assert caught.value.key == key
    for path in (tmp_path, tmp_path / "latin", Path("a\0b")):
        assert isinstance(discord_settings(DISCORD_TOKEN_FILE=str(path)).token, NoToken)


def test_nothing_that_is_printed_shows_the_token() -> None:
    settings = read_settings({"DISCORD_TOKEN": "very.secret"}, LANGUAGES)
    assert "very.secret" not in f"{settings!r} {settings} {settings.discord.token}"
    with pytest.raises(TypeError):
        pickle.dumps(settings)
    with pytest.raises(SettingsFaults) as caught:
        read_settings({"STUDYHALL_TOKEN": "very.secret"}, LANGUAGES)
    assert caught.value.faults[0].values == {"variable": "STUDYHALL_TOKEN", "value": "***", "nearest": "DISCORD_TOKEN"}


# --- .env ----------------------------------------------------------------------------------------------------------


def test_a_dotenv_file_stands_below_the_environment(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    assert with_dotenv({"A": "1"}, path) == {"A": "1"}
    path.write_text("\ufeff# mine\nexport A=file\nB='two words'\nC=$A\nD\nDISCORD_TOKEN=x\n", encoding="utf-8")
    assert with_dotenv({"A": "1"}, path) == {"A": "1", "B": "two words", "C": "$A", "DISCORD_TOKEN": "x"}


def test_a_token_file_in_the_environment_is_nearer_than_a_token_in_the_dotenv_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=x\n", encoding="utf-8")
    assert with_dotenv({"DISCORD_TOKEN_FILE": "/t"}, tmp_path / ".env") == {"DISCORD_TOKEN_FILE": "/t"}


def test_a_dotenv_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff")
    with pytest.raises(StudyError) as caught:
        with_dotenv({}, tmp_path / ".env")
    assert caught.value.key == "settings.dotenv"
    (tmp_path / "folder").mkdir()
    assert with_dotenv({}, tmp_path / "folder") == {}


@pytest.mark.parametrize(("value", "seconds"), [("", 0), ("86400", 86_400), ("-90.5", -90.5)])
def test_the_sandbox_says_by_how_much_our_clock_is_ahead(value: str, seconds: float) -> None:
    settings = read_settings({"STUDYHALL_CLOCK_AHEAD": value}, LANGUAGES)
    assert settings.clock_ahead == timedelta(seconds=seconds)


@pytest.mark.parametrize("value", ["tomorrow", "nan", "inf", "1e12"])
def test_a_clock_cannot_be_ahead_by_what_is_no_time(value: str) -> None:
    with pytest.raises(SettingsFaults) as caught:
        read_settings({"STUDYHALL_CLOCK_AHEAD": value}, LANGUAGES)
    assert [fault.key for fault in caught.value.faults] == ["settings.clock-ahead"]
