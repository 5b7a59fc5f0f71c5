"""What operators are given refers to what is there: files, commands, settings, exit codes, users."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import settings
from bot.commandline import COMMANDS
from bot.commands.call import NOT_SET_UP, WRONG_USE

HOUSE = Path(__file__).parents[2]
DEPLOY = HOUSE / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
UNIT = (DEPLOY / "studyhall.service").read_text(encoding="utf-8")
README = (DEPLOY / "README.md").read_text(encoding="utf-8")
COMPOSE_TEXT = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
SERVICE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)["services"]["bot"]
ALL = {"Dockerfile": DOCKERFILE, "studyhall.service": UNIT, "README.md": README, "compose.yaml": COMPOSE_TEXT}

# What systemd calls OK; a unit without any hardening has 9.6.
MOST_EXPOSED = 2.0
SYSTEMD = shutil.which("systemd-analyze")


def unit_values(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)


def copied_from_the_repository() -> list[str]:
    lines = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    return [source for line in lines for source in line.split()[:-1]]


def test_what_the_image_copies_is_there_and_not_ignored() -> None:
    ignore = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    copied = copied_from_the_repository()
    assert [source for source in copied if not (HOUSE / source).exists()] == []
    assert "*" in ignore
    assert {line[1:] for line in ignore if line.startswith("!")} == set(copied)


@pytest.mark.parametrize("name", ALL)
def test_every_setting_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"\b(?:STUDYHALL|DISCORD)_[A-Z_]+\b", ALL[name]))
    assert named - set(settings.VARIABLES) == set()


def test_every_setting_is_in_the_readme() -> None:
    assert [variable for variable in settings.VARIABLES if f"`{variable}`" not in README] == []


@pytest.mark.parametrize("name", ALL)
def test_every_command_that_is_named_exists(name: str) -> None:
    named = set(re.findall(r"(?:^|[`/])studyhall ([a-z]+)", ALL[name], re.MULTILINE))
    named |= set(re.findall(r"-m bot ([a-z]+)", ALL[name])) | set(
        re.findall(r'^CMD \["(\w+)"', ALL[name], re.MULTILINE)
    )
    assert named - set(COMMANDS) == set()


def test_every_file_that_is_named_exists() -> None:
    linked = re.findall(r"\]\((?!http)([^)#]+)", README) + re.findall(r"/opt/studyhall/((?!\.venv)\S+)", README + UNIT)
    assert [path for path in linked if not (DEPLOY / path).exists() and not (HOUSE / path).exists()] == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = re.findall(r"^([a-z-]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"make ([a-z-]+)", README)) - set(targets) == set()


def test_the_container_runs_as_one_user_who_can_read_the_token_and_write_the_cache() -> None:
    (user,) = re.findall(r"^USER (\d+):\1$", DOCKERFILE, re.MULTILINE)
    cache = re.search(r"STUDYHALL_CACHE=(\S+)", DOCKERFILE)
    assert f"--uid {user} " in DOCKERFILE
    assert f"-o {user} " in README
    assert cache is not None
    assert SERVICE["tmpfs"][0].startswith(f"{cache[1]}:uid={user},gid={user},")


def test_the_container_can_do_nothing_that_it_need_not() -> None:
    assert SERVICE["read_only"] is True
    assert SERVICE["cap_drop"] == ["ALL"]
    assert SERVICE["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in SERVICE
    assert "ports" not in SERVICE


def test_the_image_installs_only_what_has_a_hash() -> None:
    installs = re.findall(r"pip install (.+?)(?:&&|\n\n|\nFROM)", DOCKERFILE.replace("\\\n", " "), re.DOTALL)
    assert installs
    assert [each for each in installs if "--require-hashes" not in each] == []


def test_the_token_is_a_file_that_git_and_the_image_never_hold() -> None:
    compose = yaml.safe_load(COMPOSE_TEXT)
    (secret,) = SERVICE["secrets"]
    kept = compose["secrets"][secret]["file"].removeprefix("./")
    assert SERVICE["environment"][settings.TOKEN_FILE] == f"/run/secrets/{secret}"
    assert kept in (DEPLOY / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"Environment={settings.TOKEN_FILE}=%d/{unit_values('LoadCredential')[0].partition(':')[0]}" in UNIT
    assert not re.search(rf"\b{settings.TOKEN}=\S", DOCKERFILE + UNIT + COMPOSE_TEXT)


def test_systemd_does_not_start_again_what_somebody_has_to_put_right_first() -> None:
    assert unit_values("Restart") == ["on-failure"]
    assert unit_values("RestartPreventExitStatus") == [f"{WRONG_USE} {NOT_SET_UP}"]


def test_the_image_has_a_python_that_the_project_takes() -> None:
    versions = re.findall(r"^FROM python:3\.(\d+)", DOCKERFILE, re.MULTILINE)
    assert len(set(versions)) == 1
    assert int(versions[0]) >= 11


@pytest.fixture
def unit_here(tmp_path: Path) -> Path:
    """The unit with paths that exist on this machine: systemd looks whether they do."""
    path = tmp_path / "studyhall.service"
    program = shutil.which("true")
    assert program is not None
    text = UNIT.replace("/opt/studyhall/.venv/bin/python", program).replace("/opt/studyhall", str(HOUSE))
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.skipif(SYSTEMD is None, reason="systemd-analyze is not installed")
def test_systemd_takes_the_unit_without_a_word(unit_here: Path) -> None:
    run = subprocess.run([str(SYSTEMD), "verify", str(unit_here)], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout + run.stderr) == (0, "")


@pytest.mark.skipif(SYSTEMD is None, reason="systemd-analyze is not installed")
def test_systemd_calls_the_unit_safe(unit_here: Path) -> None:
    command = [str(SYSTEMD), "security", "--offline=true", f"--threshold={MOST_EXPOSED * 10:.0f}", str(unit_here)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
