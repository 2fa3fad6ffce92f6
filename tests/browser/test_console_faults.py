"""Errors appear where they occur with advice, the page keeps working, and no data leaves it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from skill.console.client.alexa_skill import SkillReply
from skill.console.web.session_store import SessionStore
from skill.handlers import HANDLERS
from skill.quality.cramp_coach import cramp_coach
from tests.browser.conftest import visiting
from tests.browser.visit import SETTINGS, Visit, served
from tests.support.content import copied_content

CRAMP = "my calf is cramping"


def failure(visit: Visit) -> str:
    """Return what the page says went wrong in the conversation."""
    alert = visit.page.locator("#failure")
    expect(alert).to_be_visible()
    return alert.inner_text()


def test_a_skill_that_fails_inside_apologises_and_the_page_says_where(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> None:
        raise KeyError("nothing of this reaches anybody")

    monkeypatch.setitem(HANDLERS, "AboutIntent", fails)
    visit.open().say(CRAMP)
    turn = visit.say("what do you store")
    expect(turn).to_contain_text("The skill failed inside: KeyError at")
    expect(turn).to_contain_text("test_console_faults.py")
    turn = visit.say(CRAMP)

    expect(turn).to_contain_text("StartReliefIntent")


@pytest.mark.parametrize("status", [500, 400])
def test_a_skill_that_answers_nothing_is_reported_and_asked_again(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, desk: SessionStore, status: int
) -> None:
    visit.open().say(CRAMP)
    with monkeypatch.context() as broken:
        reply = SkillReply(status, "<h1>Out of order</h1>")
        broken.setattr(desk.console, "_send", lambda *_: reply)
        visit.input.fill("stop")
        visit.input.press("Enter")
        told = failure(visit)
    visit.forgive("502")

    assert str(status) in told
    assert "<h1>Out of order</h1>" in told
    assert "Mend the skill" in told
    expect(visit.turns).to_have_count(1)
    expect(visit.input).to_have_value("stop")
    visit.next_turn(lambda: visit.press("Try again"))
    expect(visit.turns.last).to_contain_text("AMAZON.StopIntent")
    expect(visit.page.locator("#failure")).to_be_hidden()


def test_a_server_that_is_gone_is_reported_and_found_again(visit: Visit) -> None:
    visit.open().say(CRAMP)
    gone = "**/turns"
    visit.page.route(gone, lambda route: route.abort("connectionrefused"))
    visit.input.fill("stop")
    visit.input.press("Enter")
    told = failure(visit)
    visit.forgive("ERR_CONNECTION_REFUSED")

    assert "make run" in told
    visit.page.unroute(gone)
    visit.next_turn(lambda: visit.press("Try again"))
    expect(visit.turns.last).to_contain_text("session ended")


def test_sound_that_cannot_be_had_is_reported_where_it_would_be(visit: Visit) -> None:
    def fail(route: Route) -> None:
        route.fulfill(
            status=500, json={"error": {"message": "There is no sound.", "advice": "Wait."}}
        )

    visit.open()
    visit.page.route("**/sound", fail)
    visit.say(CRAMP)
    alert = visit.hearing.get_by_role("alert")
    expect(alert).to_contain_text("There is no sound.")
    visit.page.unroute("**/sound")
    alert.get_by_role("button", name="Try again").click()
    visit.until_heard()
    visit.forgive("500")


def test_a_conversation_that_the_server_forgot_begins_anew(
    visit: Visit, desk: SessionStore
) -> None:
    visit.open().say(CRAMP)
    desk._sittings.clear()
    visit.input.fill("stop")
    visit.input.press("Enter")
    assert "not kept any more" in failure(visit)
    visit.forgive("404")
    visit.press("Begin a new conversation")
    expect(visit.turns).to_have_count(0)
    visit.say("stop")


@pytest.fixture
def own_content(tmp_path: Path) -> Path:
    """Return a copy of the content that a test may break."""
    return copied_content(tmp_path)


def test_broken_content_is_listed_line_by_line_and_the_skill_goes_on_as_it_was(
    browser: Browser, own_content: Path, project: Path
) -> None:
    calf = own_content / "en" / "routines" / "calf.yaml"
    good = calf.read_text(encoding="utf-8")
    desk = SessionStore(cramp_coach(own_content))
    with (
        served(desk, Path("no engine is here"), project) as address,
        visiting(browser, address) as visit,
    ):
        visit.open()
        calf.write_text(good.replace("title:", "titel:", 1), encoding="utf-8")
        visit.press("Reload content")
        told = failure(visit)
        visit.forgive("503")
        assert "calf.yaml" in told
        assert "titel" in told
        expect(visit.say(CRAMP)).to_contain_text("Pull your toes up")
        calf.write_text(good.replace("Pull your toes", "Pull those toes"), encoding="utf-8")
        visit.press("Reload content")
        expect(visit.page.locator("#toast")).to_be_visible()
        visit.press("New conversation")
        expect(visit.turns).to_have_count(0)
        expect(visit.say(CRAMP)).to_contain_text("Pull those toes up")
        visit.until_heard()


def test_strange_words_are_text_and_never_markup(visit: Visit) -> None:
    strange = "<img src=x onerror=alert(1)> & \"quotes\" 'n' \u202e \U0001f9b5"
    turn = visit.open().say(strange)

    expect(turn).to_contain_text("<img src=x onerror=alert(1)>")
    for name in ("Why", "Sources", "Limits", "Memory", "Request", "Response"):
        visit.tab(name)
    visit.dialog("Record…")
    assert visit.page.locator("img[src='x']").count() == 0


POLICY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'")


def test_the_page_runs_no_script_but_its_own(visit: Visit) -> None:
    visit.open()
    policy = visit.page.request.get(visit.address).headers["content-security-policy"]
    for part in POLICY:
        assert part in policy
    assert "unsafe" not in policy
    visit.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.hacked = true";
          document.body.append(script);
          const image = document.createElement("img");
          image.setAttribute("onerror", "window.hacked = true");
          image.src = "data:,";
          document.body.append(image);
        }"""
    )
    visit.page.wait_for_timeout(200)

    assert visit.page.evaluate("window.hacked === undefined")
    visit.forgive("Content Security Policy")


def test_the_page_asks_for_nothing_outside_this_machine(visit: Visit) -> None:
    visit.open(device="show-8", sound=True)
    blocked = visit.page.evaluate(
        "fetch('http://192.0.2.1/').then(() => 'asked', (error) => error.name)"
    )
    assert blocked == "TypeError"
    visit.forgive("Content Security Policy")
    visit.say(CRAMP)
    visit.until_heard()

    assert len(visit.asked) > 20
    assert all(url.startswith(visit.address) for url in visit.asked if url.startswith("http"))


def test_nothing_is_kept_in_the_browser_but_settings(visit: Visit) -> None:
    visit.open(sound=True).say(CRAMP)
    visit.say("my foot is numb")
    kept = visit.page.evaluate(
        """async () => ({
          local: Object.keys(localStorage),
          settings: Object.values(localStorage).join(),
          session: Object.keys(sessionStorage),
          cookies: document.cookie,
          databases: (await indexedDB.databases()).length,
          caches: (await caches.keys()).length,
          workers: (await navigator.serviceWorker.getRegistrations()).length,
        })"""
    )
    assert kept.pop("local") == [SETTINGS]
    settings = kept.pop("settings")
    assert not any(kept.values()), kept
    for word in ("calf", "cramp", "numb"):
        assert word not in settings
    assert visit.page.context.cookies() == []


def test_another_site_cannot_talk_through_this_browser(visit: Visit) -> None:
    visit.open()
    answer = visit.page.request.post(
        f"{visit.address}/api/sessions",
        data={"locale": "en-US", "device": "dot", "time": "03:00"},
        headers={"Origin": "http://evil.example"},
    )

    assert answer.status == 403


def test_content_that_was_never_in_order_does_not_take_the_page_with_it(
    browser: Browser, own_content: Path, project: Path
) -> None:
    calf = own_content / "en" / "routines" / "calf.yaml"
    good = calf.read_text(encoding="utf-8")
    calf.write_text(good.replace("title:", "titel:", 1), encoding="utf-8")
    desk = SessionStore(cramp_coach(own_content))
    with (
        served(desk, Path("no engine is here"), project) as address,
        visiting(browser, address) as visit,
    ):
        visit.page.goto(address)
        told = failure(visit)
        visit.forgive("503")
        assert "calf.yaml" in told
        assert "titel" in told
        calf.write_text(good, encoding="utf-8")
        visit.press("Reload content")
        expect(visit.page.locator("#toast")).to_be_visible()
        visit.press("New conversation")
        visit.until_ready()
        expect(visit.say(CRAMP)).to_contain_text("Pull your toes up")
        visit.until_heard()
