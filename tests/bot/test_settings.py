"""The settings, and all their faults at once."""

import os
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsFaults, read_settings
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


def test_all_faults_come_together(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    environ = {
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
    ]
    assert caught.value.language == "en"


def test_faults_are_told_in_the_language_that_was_set() -> None:
    with pytest.raises(SettingsFaults) as caught:
        read_settings({"STUDYHALL_LANGUAGE": "es", "STUDYHALL_X": ""}, LANGUAGES)
    assert caught.value.language == "es"
