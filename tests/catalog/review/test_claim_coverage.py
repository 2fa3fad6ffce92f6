from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from skill.catalog.__main__ import main
from skill.common.paths import CONTENT
from tests.support.content import read_cases, small_content

FAULTS = read_cases()
#: Faults that loading finds, which the coverage command must fail on too.
FOUND = (
    "no-claim",
    "wrong-claim-as-true",
    "no-hedge",
    "correction-missing",
    "unknown-claim",
)

NEW_CLAIM = """
new:
  kind: "cause"
  says: "Something <new>."
  grade: "plausible"
  voice: "{voice}"
  references: ["book"]
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return small_content(tmp_path)


def add_claim(content: Path, voice: str, instead: str = "") -> None:
    with (content / "claims.yaml").open("a", encoding="utf-8") as file:
        file.write(NEW_CLAIM.format(voice=voice))
        if instead:
            file.write(f'  instead: "{instead}"\n')


@pytest.fixture(scope="module")
def ours() -> dict[str, Any]:
    """What the command prints as JSON for our own content; it must exit 0."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        assert main(["coverage", "--json", str(CONTENT)]) == 0
    return dict(json.loads(printed.getvalue()))


def test_every_claim_of_our_content_is_accounted_for(ours: dict[str, Any]) -> None:
    totals = ours["totals"]
    assert ours["problems"] == []
    assert totals["accounted for"] == len(ours["claims"]) == totals["ledger"] + totals["care"]


def test_the_211_claims_of_the_ledger_and_those_on_care_are_counted(ours: dict[str, Any]) -> None:
    care = [claim["id"] for claim in ours["claims"] if claim["origin"] == "care"]
    assert ours["totals"]["ledger"] == 211
    assert len(care) > 80
    assert {key.partition(".")[0] for key in care} == {"aid", "care", "triage"}


def test_each_claim_has_its_words_or_the_reason_why_there_are_none(ours: dict[str, Any]) -> None:
    assert ours["claims"]
    for claim in ours["claims"]:
        spoken = claim["set right"] if claim["voice"] == "CORRECT" else claim["said"]
        assert spoken or (claim["voice"] == "OMIT" and claim["instead"]), claim["id"]


def test_no_wrong_claim_of_our_content_is_said_as_true(ours: dict[str, Any]) -> None:
    wrong = [claim for claim in ours["claims"] if claim["voice"] in {"CORRECT", "OMIT"}]
    assert len(wrong) > 30
    assert [claim["id"] for claim in wrong if claim["said"]] == []


def test_a_claim_is_printed_with_the_place_and_the_words_that_say_it(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage", str(content)]) == 0
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("tired-muscles (plausible, HEDGE): Tired muscles cramp.")
    assert lines[at + 1] == "    said in en/causes.yaml: fatigue: say 1: Tired muscles may cramp."
    at = lines.index("lactic-acid (contradicted, CORRECT): Lactic acid makes muscles cramp.")
    assert lines[at + 1] == "    true instead: It is gone within an hour."
    assert lines[at + 2] == "    set right in en/causes.yaml: fatigue: say 2: It isn't lactic acid."


def test_the_lines_of_one_step_are_printed_as_one_place(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["coverage", str(content)])
    steps = [line for line in capsys.readouterr().out.splitlines() if "calf.yaml: toes-up" in line]
    assert steps == ["    said in en/routines/calf.yaml: toes-up: Pull your toes up."]


def test_the_last_line_has_both_totals(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (content / "claims.yaml").read_text(encoding="utf-8")
    of_article = text.replace('voice: "OK"\n', 'voice: "OK"\n  articles: ["003"]\n')
    (content / "claims.yaml").write_text(of_article, encoding="utf-8")
    assert main(["coverage", str(content)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "5 of 5 claims are accounted for: 3 from the articles and the evidence beside them, "
        "2 on care and warning signs; 4 are said, 1 set right, 0 left out with a reason; "
        "0 have no published source, 0 only unread sources"
    )


@pytest.mark.parametrize(
    ("voice", "instead", "problem"),
    [
        ("OK", "", "claims.yaml: new: nothing says it"),
        ("HEDGE", "", "claims.yaml: new: nothing says it"),
        ("CORRECT", "It is not so.", "claims.yaml: new: nothing sets it right"),
    ],
)
def test_a_claim_that_nothing_accounts_for_is_an_error(
    voice: str, instead: str, problem: str, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_claim(content, voice, instead)
    assert main(["coverage", str(content)]) == 1
    assert problem in capsys.readouterr().out.splitlines()
    assert main(["coverage", "--json", str(content)]) == 1
    assert json.loads(capsys.readouterr().out)["problems"] == [problem]


def test_a_claim_left_out_for_a_reason_is_accounted_for(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_claim(content, "OMIT", "It would only frighten people.")
    assert main(["coverage", str(content)]) == 0
    assert "    why it is left out: It would only frighten people." in capsys.readouterr().out


@pytest.mark.parametrize("fault", FOUND)
def test_content_that_breaks_a_rule_of_claims_fails(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = FAULTS[fault].apply(tmp_path)
    expected = [f"{tmp_path}/{line}" for line in FAULTS[fault].expect]
    assert main(["coverage", str(content)]) == 1
    assert capsys.readouterr().out.splitlines() == expected
    assert main(["coverage", "--json", str(content)]) == 1
    assert json.loads(capsys.readouterr().out) == {"problems": expected}


def test_a_folder_by_itself_is_still_checked(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(content)]) == 0
    assert capsys.readouterr().out.startswith("content is in order: 1 locales")


def test_a_misspelt_command_is_told_from_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["covrage"])
    assert caught.value.code == 2
    assert "'covrage' is neither a command nor a folder" in capsys.readouterr().err
