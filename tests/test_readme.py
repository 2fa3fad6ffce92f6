"""The commands and the conversation of the README work as shown."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from skill.console.client.skill_client import SkillClient
from skill.console.response.spoken_text import shown_text
from skill.quality.cramp_coach import CRAMP_COACH

ROOT = Path(__file__).parents[1]
PAGES = [
    *sorted(ROOT.glob("*.md")),
    ROOT / "content" / "README.md",
    ROOT / "interaction_model" / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONVERSATION = re.findall(r"^(User |Alexa) > (.+)$", README, re.MULTILINE)
COMMANDS = sorted(
    {
        tuple(found)
        for page in PAGES
        for found in re.findall(
            r"python -m (skill\.\w+)(?: ([a-z]+(?:-[a-z]+)*))?", page.read_text(encoding="utf-8")
        )
    }
)
LINKS = [
    (page, link)
    for page in PAGES
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
]
TARGETS = sorted(
    {
        target
        for page in PAGES
        for target in re.findall(
            r"(?:^|`)make ([a-z]+(?:-[a-z]+)*)", page.read_text("utf-8"), re.MULTILINE
        )
    }
)


def test_there_is_something_to_check() -> None:
    assert len(CONVERSATION) >= 8
    assert len(COMMANDS) >= 8
    assert len(LINKS) >= 4
    assert {"run", "test", "check"} <= set(TARGETS)


def test_the_conversation_is_what_its_command_says() -> None:
    played = re.search(r"`python -m skill\.console say (.+)` prints", README)
    assert played
    said = [words for speaker, words in CONVERSATION if speaker == "User "]
    assert re.findall(r'"([^"]+)"', played[1]) == said


def test_the_conversation_is_the_one_that_takes_place() -> None:
    session = SkillClient(CRAMP_COACH).session("en-US")
    for user, alexa in zip(CONVERSATION[::2], CONVERSATION[1::2], strict=True):
        exchange = session.say(user[1])
        assert shown_text(exchange.response["response"]["outputSpeech"]["ssml"]) == alexa[1]


@pytest.mark.parametrize(("module", "command"), COMMANDS)
def test_a_command_is_there(module: str, command: str) -> None:
    words = [sys.executable, "-m", module, *([command] if command else []), "--help"]
    run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(("page", "link"), LINKS, ids=lambda part: str(part).rpartition("/")[2])
def test_a_link_leads_somewhere(page: Path, link: str) -> None:
    assert (page.parent / link).exists()


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_of_make_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
