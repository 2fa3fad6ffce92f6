from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from skill.console.cli.parser import main
from skill.console.client.alexa_skill import RunningSkill, SkillReply
from skill.console.client.skill_client import SkillClient
from skill.console.errors import ConsoleError, SkillError
from skill.console.web.session_store import SessionStore
from skill.console.web.wsgi_app import create_console
from tests.support.coin_toss import SKILL_ID, coin_toss_skill
from tests.support.web_visitor import Visitor

ROOT = Path(__file__).parents[2]
#: The skill as its own developer would write it into a file.
OWN_FILE = """
from pathlib import Path
from tests.support.coin_toss import coin_toss_skill

SKILL = coin_toss_skill(Path({folder!r}))
NOT_ONE = "a text"
"""


@pytest.fixture
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a module with the skill, which can be imported."""
    (tmp_path / "my_coin_toss.py").write_text(OWN_FILE.format(folder=str(tmp_path)))
    monkeypatch.syspath_prepend(tmp_path)
    return "my_coin_toss"


def test_another_skill_is_talked_to(tmp_path: Path) -> None:
    session = SkillClient(coin_toss_skill(tmp_path)).session()

    assert session.say("open coin toss").speech == "Heads or tails?"
    assert session.say("toss a coin").speech == "Toss 1: heads. Again?"
    assert session.say("heads or tails").speech == "Toss 2: heads. Again?"
    guess = session.say("my guess is the eagle")
    assert (guess.intent, dict(guess.slots)) == ("GuessIntent", {"side": "tails"})
    assert guess.speech == "You said the eagle. Shall I toss?"
    assert session.say("bake me a lasagne").intent == "AMAZON.FallbackIntent"
    assert session.is_open
    assert session.say("stop").ended
    assert not session.is_open


def test_another_skill_gets_its_own_id_and_a_signature(tmp_path: Path) -> None:
    request = SkillClient(coin_toss_skill(tmp_path)).session().say("i say heads").request

    assert request["session"]["application"]["applicationId"] == SKILL_ID
    authority = request["request"]["intent"]["slots"]["side"]["resolutions"]
    assert SKILL_ID in authority["resolutionsPerAuthority"][0]["authority"]


def test_another_skill_has_a_page_without_an_inspector(tmp_path: Path) -> None:
    visitor = Visitor(create_console(SessionStore(coin_toss_skill(tmp_path))))
    options = visitor.get("/api/options")
    assert options["skill"] == {"name": "Coin Toss", "invocation": "coin toss"}
    assert [one["id"] for one in options["locales"]] == ["en-US"]
    assert options["conversations"] == []

    visitor.begin("show-8")
    assert visitor.say("toss a coin")["speech"] == "Toss 1: heads. Again?"
    turn = visitor.say("toss a coin")
    assert (turn["picture"], turn["violations"]) == ("", 0)
    known = visitor.look_into(1)
    assert known["handler"] is None
    assert known["sentences"] == known["violations"] == []
    assert "no inspector" in known["traced"]
    assert known["remembered"] == "tosses"
    assert known["attributes"] == [{"name": "tosses", "before": 1, "after": 2, "change": "changed"}]
    assert {one["whose"] for one in known["limits"]} == {"Alexa"}
    assert known["rules"] == 0
    assert known["why"]["copy"]["file"] == "en-US.json"
    assert known["journal"] is None


def test_a_failing_inspector_does_not_lose_the_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = SessionStore(coin_toss_skill(tmp_path))
    visitor = Visitor(create_console(desk))
    visitor.begin()
    with monkeypatch.context() as failing:
        failing.setattr(desk.console.running.inspector, "inspect", lambda *_: 1 / 0)
        assert visitor.say("toss a coin")["speech"] == "Toss 1: heads. Again?"
    assert "ZeroDivisionError" in visitor.look_into(0)["traced"]
    assert visitor.say("toss a coin")["speech"] == "Toss 2: heads. Again?"


def test_the_command_line_talks_to_the_skill_it_names(
    own_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--skill", f"{own_file}:SKILL", "say", "open coin toss", "stop"]) == 0
    assert "Alexa > Heads or tails?" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("reference", "problem"),
    [
        ("my_coin_toss", "write MODULE:NAME"),
        ("my_coin_toss:", "write MODULE:NAME"),
        ("my coin toss:SKILL", "write MODULE:NAME"),
        ("no_such_module:SKILL", "there is no module no_such_module"),
        ("no_such.module:SKILL", "there is no module no_such"),
        ("my_coin_toss:OTHER", "my_coin_toss has no AlexaSkill named OTHER"),
        ("my_coin_toss:NOT_ONE", "my_coin_toss has no AlexaSkill named NOT_ONE"),
    ],
)
@pytest.mark.usefixtures("own_file")
def test_a_wrong_reference_is_one_line(
    reference: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--skill", reference, "say", "stop"]) == 2

    shown = capsys.readouterr().err
    assert problem in shown
    assert shown.count("\n") == 1


def test_a_skill_whose_answer_is_no_json_is_reported(tmp_path: Path) -> None:
    reply = SkillReply(200, "<h1>Hello</h1>")
    skill = replace(coin_toss_skill(tmp_path), start=lambda _: RunningSkill(lambda *_: reply))
    with pytest.raises(SkillError, match="<h1>Hello</h1>"):
        SkillClient(skill).session().launch()
    with pytest.raises(ConsoleError, match="known: en-US"):
        SkillClient(skill).session("de-DE")


#: Talks to the second skill by every way, and prints which parts of Cramp Coach that needed.
SCRIPT = """
import sys
from skill.console.cli.parser import main
from skill.console.web.session_store import SessionStore
from skill.console.web.wsgi_app import create_console
import my_coin_toss
from tests.support.web_visitor import Visitor

assert main(["--skill", "my_coin_toss:SKILL", "say", "flip it"]) == 0
visitor = Visitor(create_console(SessionStore(my_coin_toss.SKILL)))
visitor.begin()
visitor.say("flip it")
visitor.look_into(0)
visitor.get(visitor.here("turns/0/sound"))
OURS = ("alexa", "app", "catalog", "dialogue", "handlers", "quality", "responder", "screens",
        "server", "verification")
print(sorted(name for name in sys.modules if name.startswith(tuple(f"skill.{n}" for n in OURS))))
"""


@pytest.mark.usefixtures("own_file")
def test_no_module_of_cramp_coach_is_imported_for_another_skill(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env={"PYTHONPATH": f"{tmp_path}:{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.splitlines()[-1:] == ["[]"], run.stdout + run.stderr
