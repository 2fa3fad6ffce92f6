"""Record: save, load, replay and branch conversations, and add samples from them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from skill.common.strict_yaml import read_yaml
from skill.console.client.skill_client import SkillClient
from skill.console.recording.conversation_file import read_conversation
from skill.console.recording.player import play_conversation
from skill.console.web.session_store import SessionStore
from tests.browser.conftest import KEPT, visiting
from tests.browser.visit import Visit

CRAMP = "my calf is cramping"


@pytest.fixture
def console(desk: SessionStore) -> SkillClient:
    return desk.console


def test_a_session_is_saved_as_a_conversation_that_the_tests_play(
    visit: Visit, project: Path, console: SkillClient
) -> None:
    visit.open(device="show-8").say(CRAMP)
    visit.next_turn(visit.page.locator("#drawn").get_by_role("button", name="Next").click)
    visit.say("stop")
    dialog = visit.dialog("Record…")
    expect(dialog.get_by_role("textbox", name="The file")).to_have_value(
        re.compile('touch: "next"')
    )
    name = dialog.get_by_role("textbox", name="Name")
    expect(name).to_have_value(re.compile("my-calf-is-cramping"))
    dialog.get_by_role("button", name="Save into the project").click()
    said = dialog.get_by_role("status")
    expect(said.first).to_contain_text("tests/conversations/en-US/my-calf-is-cramping.yaml")
    conversation = read_conversation(project / "en-US" / "my-calf-is-cramping.yaml")

    assert [turn.action for turn in conversation.turns] == ["user", "touch", "user"]
    assert all(turn.alexa for turn in conversation.turns)
    assert [*play_conversation(console, conversation)] == []
    dialog.get_by_role("button", name="Save into the project").click()
    expect(said.first).to_contain_text("is there already")
    visit.forgive("409")


def test_all_sentences_can_be_expected(visit: Visit) -> None:
    visit.open().say(CRAMP)
    dialog = visit.dialog("Record…")
    text = dialog.get_by_role("textbox", name="The file")
    expect(text).to_have_value(re.compile("Pull your toes up"))
    short = text.input_value()
    dialog.get_by_role("radio", name="All its sentences").check()
    expect(text).not_to_have_value(short)

    assert len(text.input_value()) > 2 * len(short)
    assert "Is it easing?" in text.input_value()


@pytest.mark.parametrize("form", ["Replay file of", "JSON, with every request"])
def test_other_kinds_of_file_can_be_downloaded_and_loaded_again(
    visit: Visit, tmp_path: Path, form: str
) -> None:
    visit.open().say(CRAMP)
    visit.say("no")
    visit.say("stop")
    dialog = visit.dialog("Record…")
    dialog.get_by_role("radio", name=form).check()
    expect(dialog.get_by_role("textbox", name="Name")).to_have_value(re.compile("json"))
    with visit.page.expect_download() as download:
        dialog.get_by_role("button", name="Download").click()
    file = tmp_path / "kept.json"
    download.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))
    assert len(read_conversation(file).turns) == 3
    dialog.get_by_role("button", name="Close").click()
    dialog = visit.dialog("Load…")
    dialog.get_by_label("Or a file from this machine").set_input_files(file)
    place = visit.page.locator("#script-place")
    expect(place).to_contain_text("0 of 3")
    visit.press("Play all")

    expect(place).to_contain_text("All 3 turns are as the file expects.")
    expect(visit.turns).to_have_count(3)


def test_a_conversation_of_the_project_is_played_step_by_step(visit: Visit, project: Path) -> None:
    visit.open()
    dialog = visit.dialog("Load…")
    expect(dialog.get_by_role("option")).to_have_count(len([*project.glob("*/*.yaml")]))
    dialog.get_by_role("button", name="Open", exact=True).click()
    expect(dialog).to_contain_text("Choose a conversation first.")
    wanted = dialog.get_by_role("searchbox", name="Look for")
    wanted.fill("stop-in")
    expect(dialog.get_by_role("option")).to_have_count(1)
    wanted.press("Enter")
    turns = read_yaml(project / KEPT[0])
    place = visit.page.locator("#script-place")
    for number, turn in enumerate(turns):
        expect(place).to_contain_text(f"{number} of {len(turns)}. Next: {turn['user']}")
        played = visit.next_turn(lambda: visit.press("Next step"))
        expect(played).to_contain_text(turn["user"])

    expect(place).to_contain_text(f"All {len(turns)} turns are as the file expects.")
    assert visit.api("")["turns"][1]["after"] == turns[1]["after"]


def test_the_one_that_is_chosen_in_the_list_is_opened(visit: Visit, project: Path) -> None:
    visit.open()
    dialog = visit.dialog("Load…")
    chosen = dialog.get_by_role("option").nth(1)
    name = chosen.inner_text().partition(" (")[0].replace(" ", "-")
    dialog.get_by_role("listbox").select_option(index=1)
    dialog.get_by_role("button", name="Open", exact=True).click()

    assert [*project.glob(f"*/{name}.yaml")]
    expect(visit.page.locator("#script-name")).to_contain_text(name)


def test_what_is_not_as_the_file_expects_is_shown_at_its_turn(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(
        f'- user: "{CRAMP}"\n  alexa: "Pull your toes up"\n- user: "stop"\n  alexa: "Never."\n',
        encoding="utf-8",
    )
    visit.open()
    dialog = visit.dialog("Load…")
    dialog.get_by_label("Or a file from this machine").set_input_files(file)
    expect(dialog).to_be_hidden()
    visit.press("Play all")
    expect(visit.page.locator("#script-place")).to_contain_text("not as the file expects")

    expect(visit.turns.nth(0)).not_to_contain_text("Not as the file expects")
    expect(visit.turns.nth(1)).to_contain_text("Not as the file expects")
    expect(visit.turns.nth(1)).to_contain_text("expected 'Never.', got 'Okay. Take care.'")


def test_a_broken_file_is_explained_and_changes_nothing(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("- user: no\n", encoding="utf-8")
    visit.open().say(CRAMP)
    dialog = visit.dialog("Load…")
    dialog.get_by_label("Or a file from this machine").set_input_files(file)

    expect(dialog.get_by_role("alert")).to_contain_text("no would be read as true or false")
    expect(visit.turns).to_have_count(1)
    visit.forgive("400")


def test_a_branch_goes_on_from_a_turn_as_if_the_rest_had_not_happened(visit: Visit) -> None:
    visit.open().say(CRAMP)
    visit.say("no")
    visit.say("stop")
    before = visit.page.evaluate("location.hash")
    visit.page.get_by_role("button", name="Turn 2:").click()
    visit.press("Branch from here")
    expect(visit.turns).to_have_count(2)
    assert visit.page.evaluate("location.hash") != before
    turn = visit.say("next")

    expect(turn).to_contain_text("AMAZON.NextIntent")
    assert visit.api("/turns/2")["request"]["session"]["new"] is False


def test_what_was_not_understood_is_copied_for_the_model(
    browser: Browser, console_address: str
) -> None:
    said = "tell me a joke about penguins"
    with visiting(browser, console_address) as visit:
        visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        turn = visit.open().say(said)
        expect(turn).to_contain_text("not understood")
        visit.press("Copy for the model")
        expect(visit.page.locator("#toast")).to_contain_text("copied")
        copied = visit.page.evaluate("navigator.clipboard.readText()")
        panel = visit.tab("Why")
        expect(panel).to_contain_text("interaction_model/en/intents/")

    # It has the format of a line of the file.
    assert copied == f'      - "{said}"'
