"""Understand: request, response, resolution, claims and broken rules of a turn."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from skill.catalog import Passage, Words
from skill.console.web.bad_requests import BAD_REQUESTS
from skill.dialogue.intents import standard_intents
from skill.dialogue.turn import Request, Turn
from skill.handlers import HANDLERS
from tests.browser.conftest import visiting
from tests.browser.visit import Visit

CRAMP = "my calf is cramping"


def test_it_says_why_an_utterance_was_taken_for_what_it_was(visit: Visit) -> None:
    visit.open().say("oh god its my calf again it is killing me")
    why = visit.api("/turns/0")["why"]
    panel = visit.tab("Why")

    for words in (why["normalised"], why["stage"], why["meaning"], why["nearest"]["sample"]):
        expect(panel).to_contain_text(words)
    rows = panel.locator(".scores > li")
    expect(rows).to_have_count(len(why["considered"]))
    assert len(why["considered"]) == 3
    for one in why["considered"]:
        expect(panel.locator(".scores")).to_contain_text(one["intent"])
        expect(panel.locator(".scores")).to_contain_text(f"{one['score']:.2f}")
    expect(
        panel.get_by_role("row", name=re.compile("muscle.*calf.*ER_SUCCESS_MATCH"))
    ).to_be_visible()
    expect(panel).to_contain_text("relief.start")
    expect(panel).to_contain_text("skill/dialogue/intents/relief.py")


def test_each_sentence_names_what_it_rests_on(visit: Visit) -> None:
    visit.open().say("why do i cramp at night")
    told = visit.api("/turns/0")["sentences"]
    panel = visit.tab("Sources")
    claims = [claim for one in told for claim in one["claims"]]

    assert claims
    for one in told:
        expect(panel).to_contain_text(one["say"])
    for claim in claims:
        expect(panel).to_contain_text(claim["text"])
        expect(panel).to_contain_text(f"Grade {claim['grade']}")
        for reference in claim["references"]:
            expect(panel).to_contain_text(reference["title"])


def test_it_shows_how_much_is_left_of_every_limit(visit: Visit) -> None:
    visit.open().say(CRAMP)
    known = visit.api("/turns/0")
    panel = visit.tab("Limits")

    expect(panel).to_contain_text(f"All {known['rules']} rules are kept.")
    expect(panel.locator(".limits > li")).to_have_count(len(known["limits"]))
    assert {"Alexa", "ours"} == {limit["whose"] for limit in known["limits"]}
    for limit in known["limits"]:
        expect(panel.locator(".limits")).to_contain_text(limit["name"])
    expect(panel.locator(".limits > li").first).to_contain_text("left")


def test_a_broken_rule_is_named_in_red(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    def lectures(request: Request) -> Turn:
        turn = standard_intents.about(request)
        assert turn is not None
        return replace(turn, speech=(Passage(Words("This will cure you. Is that good? Yes.")),))

    monkeypatch.setitem(HANDLERS, "AboutIntent", lectures)
    turn = visit.open().say("what do you store")
    known = visit.api("/turns/0")["violations"]
    count = len(known)
    words = "1 rule broken" if count == 1 else f"{count} rules broken"
    badge = turn.get_by_text(words)
    expect(badge).to_be_visible()
    panel = visit.tab("Limits")

    assert {"banned words", "one question"} <= {one["rule"] for one in known}
    for one in known:
        shown = panel.get_by_role("listitem").filter(has_text=one["rule"]).first
        expect(shown).to_contain_text(one["message"])
        assert is_red(shown.evaluate("(item) => getComputedStyle(item).color"))
    assert is_red(badge.evaluate("(item) => getComputedStyle(item).color"))
    expect(visit.page.get_by_role("tab", name="Limits")).to_contain_text(f"{count} broken")


def is_red(colour: str) -> bool:
    """Tell whether a colour of the browser is more red than anything else."""
    red, green, blue = map(float, re.findall(r"[\d.]+", colour)[:3])
    return red > 1.5 * max(green, blue)


def test_what_is_remembered_is_shown_as_a_difference(visit: Visit) -> None:
    visit.open().say(CRAMP)
    visit.say("next")
    known = visit.api("/turns/1")
    panel = visit.tab("Memory")

    expect(panel).to_contain_text(known["remembered"])
    for one in known["attributes"]:
        head = visit.page.get_by_role("rowheader", name=one["name"], exact=True)
        row = panel.get_by_role("row").filter(has=head)
        expect(row).to_contain_text(one["change"])
    assert {"changed", "same"} <= {one["change"] for one in known["attributes"]}


def test_json_can_be_copied(browser: Browser, console_address: str) -> None:
    with visiting(browser, console_address) as visit:
        visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.open().say(CRAMP)
        for which in ("request", "response"):
            panel = visit.tab(which.capitalize())
            panel.get_by_role("button", name="Copy", exact=True).click()
            expect(visit.page.locator("#toast")).to_contain_text(f"The {which} is copied")
            copied = visit.page.evaluate("navigator.clipboard.readText()")
            assert json.loads(copied) == visit.api("/turns/0")[which]


def test_json_opens_and_closes(visit: Visit) -> None:
    visit.open().say(CRAMP)
    panel = visit.tab("Request")
    panel.get_by_role("button", name="Open all").click()
    expect(panel.get_by_text("supportedInterfaces").first).to_be_visible()
    panel.get_by_role("button", name="Close all").click()
    expect(panel.get_by_text("supportedInterfaces")).to_have_count(1)
    expect(panel.get_by_text("supportedInterfaces")).to_be_hidden()


def edited(visit: Visit, **request: object) -> str:
    """Return the request of the last turn with other members, as text."""
    envelope = visit.api(f"/turns/{visit.turns.count() - 1}")["request"]
    return json.dumps(envelope | {"request": envelope["request"] | request})


def test_a_request_is_edited_and_sent_again_and_what_is_other_is_shown(visit: Visit) -> None:
    visit.open().say("call an ambulance")
    panel = visit.tab("Request")
    panel.get_by_role("button", name="Edit and send again").click()
    area = panel.get_by_role("textbox", name="Request, to edit")
    send = panel.get_by_role("button", name="Send again", exact=True)
    send.click()
    expect(panel.locator(".result")).to_contain_text("The response is the same as before.")
    area.fill(edited(visit, locale="en-GB"))
    send.click()
    result = panel.locator(".result")

    expect(result).to_contain_text("200")
    expect(result).to_contain_text("response.outputSpeech.ssml")
    expect(result).to_contain_text("nine nine nine")
    expect(visit.turns).to_have_count(1)


def test_what_is_no_json_cannot_be_sent_and_what_is_refused_says_why(visit: Visit) -> None:
    visit.open().say(CRAMP)
    panel = visit.tab("Request")
    panel.get_by_role("button", name="Edit and send again").click()
    area = panel.get_by_role("textbox", name="Request, to edit")
    send = panel.get_by_role("button", name="Send again", exact=True)
    area.fill("{")
    expect(send).to_be_disabled()
    expect(panel).to_contain_text("This is not JSON")
    area.fill(edited(visit, locale=7))
    expect(send).to_be_enabled()
    send.click()

    expect(panel.locator(".result")).to_contain_text(re.compile("200|400"))
    area.fill(edited(visit).replace("amzn1.ask.skill", "amzn1.ask.other"))
    send.click()
    expect(panel.locator(".result")).to_contain_text("400")
    expect(panel.locator(".result")).to_contain_text("another skill")


def test_one_can_go_on_from_the_answer_to_an_edited_request(visit: Visit) -> None:
    visit.open().say(CRAMP)
    visit.say("no")
    panel = visit.tab("Request")
    panel.get_by_role("button", name="Edit and send again").click()
    intent = {"name": "AMAZON.StopIntent", "confirmationStatus": "NONE"}
    panel.get_by_role("textbox", name="Request, to edit").fill(edited(visit, intent=intent))
    before = visit.page.evaluate("location.hash")
    panel.get_by_role("button", name="Go on from this answer").click()
    expect(visit.turns.last).to_contain_text("AMAZON.StopIntent")

    assert visit.page.evaluate("location.hash") != before
    expect(visit.turns).to_have_count(2)
    expect(visit.turns.last).to_contain_text("session ended")


def test_asking_again_sends_the_same_request_once_more(visit: Visit) -> None:
    visit.open().say(CRAMP)
    visit.press("Ask again")
    panel = visit.page.get_by_role("tabpanel", name="Request")

    expect(panel.locator(".result")).to_contain_text("The response is the same as before.")


REASONS = {"bad-signature": "signature", "stale": "151 seconds", "other-skill": "another skill"}


def test_every_doubt_is_refused_and_says_why(visit: Visit) -> None:
    visit.open().say(CRAMP)
    panel = visit.tab("Doubt")
    panel.get_by_role("listitem").filter(has_text="Stale time").get_by_role("button").click()
    refused = panel.locator(".result .good")
    expect(refused).to_have_count(1)
    panel.get_by_role("button", name="Try them all").click()
    expect(refused).to_have_count(len(BAD_REQUESTS))
    for text in refused.all_inner_texts():
        assert "400 refused, as it should be" in " ".join(text.split())
    expect(panel.locator(".result .bad")).to_have_count(0)
    for how, reason in REASONS.items():
        row = panel.get_by_role("listitem").filter(has_text=BAD_REQUESTS[how].label)
        expect(row).to_contain_text(reason)
