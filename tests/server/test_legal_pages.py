"""The legal pages: accessible, without scripts, and in line with the program."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import logging
import re
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from skill.alexa.session_attributes import (
    BESIDE_STATE,
    CONDITIONS,
    LISTENER,
    PLAIN_SOUND,
    SAID,
    SHAPES,
)
from skill.app import create_app
from skill.catalog import Catalog, Catalogs, Page
from skill.catalog.checks.readability import grade
from skill.catalog.texts import review_entries
from skill.server.legal_pages import LEGAL_PAGE_HEADERS, legal_pages
from skill.server.settings import Settings
from tests.conftest import SKILL_ID, Alexa
from tests.support.endpoint import Door, envelope

NAMES = ("privacy", "terms")

#: What the privacy page says of the line that the journal writes.
LINE = (
    "the time, the kind of question, the language and region, if it was answered, and how long "
    "that took. If it was turned away or failed, the line says why or where."
)
#: What the privacy page says of the place in the talk, and the session attributes it means.
PLACE = {
    "the muscle, the stretch and the step": {"muscle", "routine", "step", "wording"},
    "when they began and end": {"began", "until", "left"},
    "if you asked to go slower": {"pace"},
    "a stretch hurt sharply": {"effort", "rests"},
    "what changes the moves": {"situations"},
    "what you told us of your health": {CONDITIONS, LISTENER},
    "what you asked about last": {"kind", "topic", "start", "end", "offer", "second"},
    "for what kind of cramp": {"contexts"},
    "what we have already offered you": {SAID},
    "a sign that we asked you about or advised on": {"sign", "settled"},
    "if it is somebody else's": {"helping"},
    "if a sound could not be played": set(PLAIN_SOUND),
    "our place": {"place", "count"},
}


class Read(HTMLParser):
    """Keeps the words of a page, its elements, and where they lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[str] = []
        self.links: list[str] = []
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        given = dict(attrs)
        self.language = given.get("lang") or self.language
        self.links += [value for name in ("href", "src") if (value := given.get(name))]

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


@pytest.fixture
def client(alexa: Alexa) -> FlaskClient:
    return alexa.client


def read(client: FlaskClient, name: str) -> Read:
    answer = client.get(f"/{name}")
    assert answer.status_code == 200
    assert answer.content_type == "text/html;charset=UTF-8"
    return Read(answer.get_data(as_text=True))


def texts(page: Page) -> list[str]:
    inside = [text for section in page.sections for text in (section.heading, *section.say)]
    return [page.title, page.lead, page.run_by_developer, page.changed, *inside]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_every_word_of_its_content(
    client: FlaskClient, catalog: Catalog, name: str
) -> None:
    words = read(client, name).words
    assert len(texts(catalog.pages[name])) > 15
    assert [text for text in texts(catalog.pages[name]) if text not in words] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_leads_to_the_other_and_to_nowhere_else(client: FlaskClient, name: str) -> None:
    found = read(client, name)
    assert found.links == [f"/{other}" for other in NAMES if other != name]
    assert client.get(found.links[0]).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_read_aloud_by_a_screen_reader(client: FlaskClient, name: str) -> None:
    found = read(client, name)
    assert found.language == "en"
    assert found.elements.count("h1") == 1
    assert {"title", "main", "header", "footer", "nav"} <= set(found.elements)
    assert not {"script", "img", "form", "iframe", "link", "button"} & set(found.elements)


def test_nothing_may_run_or_be_loaded_but_the_style_of_the_page(client: FlaskClient) -> None:
    answer = client.get("/privacy")
    policy = answer.headers["Content-Security-Policy"]
    style = re.search("<style>(.*)</style>", answer.get_data(as_text=True), re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "Set-Cookie" not in answer.headers
    assert dict(answer.headers).items() >= dict(LEGAL_PAGE_HEADERS).items()


def test_whoever_runs_the_skill_is_named_and_cannot_break_the_page(
    alexa: Alexa, tmp_path: Path
) -> None:
    store = tmp_path / "root.pem"
    store.write_bytes(alexa.authority.root_pem())
    settings = Settings(SKILL_ID, store, contact="A & B <b>Ltd</b>, care@example.org")
    text = create_app(settings).test_client().get("/terms").get_data(as_text=True)
    assert "Cramp Coach is run by A &amp; B &lt;b&gt;Ltd&lt;/b&gt;, care@example.org." in text


def test_every_language_has_pages_of_its_own(catalogs: Catalogs) -> None:
    german = replace(catalogs["en-US"], language="de")
    both = Catalogs({"en-US": catalogs["en-US"], "de-DE": german}, catalogs["other"])
    found = legal_pages(both, "")
    assert list(found) == ["/privacy", "/terms", "/privacy/de", "/terms/de"]
    assert Read(found["/privacy/de"].decode()).links == ["/terms/de"]


def test_to_read_a_page_leaves_no_line(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert client.get("/privacy").status_code == 200
    assert caplog.records == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_for_six_years_of_school_at_most(catalog: Catalog, name: str) -> None:
    whole = " ".join(text for part in catalog.pages[name].sections for text in part.say)
    assert grade(whole, catalog.readability.syllables) <= 6


# What the privacy page states, held to what the program does. That no id, token or spoken word
# goes further than the door, or into any line, is tested in test_envelope.py and test_privacy.py.


def says(catalog: Catalog, name: str, words: str) -> bool:
    return any(words in text for text in texts(catalog.pages[name]))


def test_the_line_of_a_message_has_what_the_page_says_and_no_more(catalog: Catalog) -> None:
    with closing(Door()) as door:
        # The door itself holds every line to the members that the page names.
        assert door.post(json.dumps(envelope({"type": "LaunchRequest"})).encode())
    assert says(catalog, "privacy", LINE)


def test_the_place_in_the_talk_has_what_the_page_says_and_no_more(catalog: Catalog) -> None:
    found = {field.name for shape in SHAPES for field in dataclasses.fields(shape)}
    assert found | PLAIN_SOUND.keys() | BESIDE_STATE == {
        name for names in PLACE.values() for name in names
    }
    for words in PLACE:
        assert says(catalog, "privacy", words), words


def test_a_few_hundred_answers_are_what_is_kept(catalog: Catalog) -> None:
    assert says(catalog, "privacy", "the last few hundred different answers")
    # How many they are is in test_answer_cache.


def test_the_terms_say_that_no_doctor_has_reviewed_the_words_as_long_as_none_has(
    catalog: Catalog,
) -> None:
    reviewed = list(review_entries(catalog))
    assert says(catalog, "terms", "No doctor has reviewed its words yet.") == (not reviewed)
