"""A client of the web console's API for tests."""

from __future__ import annotations

from typing import Any

from werkzeug.test import Client

from skill.console.web.wsgi_app import Both

Json = dict[str, Any]


class Visitor:
    """Sends the same requests as the page, and reads the same responses."""

    def __init__(self, console: Both) -> None:
        self.client = Client(console)
        self.key = ""

    def begin(self, device: str = "dot", locale: str = "en-US", time: str = "03:00") -> Json:
        """Start a conversation and return it."""
        begun = self.post("/api/sessions", locale=locale, device=device, time=time)
        self.key = begun["id"]
        return begun

    def say(self, utterance: str, after: int | None = None) -> Json:
        """Send an utterance and return the turn."""
        return self.do("say", utterance=utterance, after=after)

    def do(self, what: str, **more: object) -> Json:
        """Do an action without an utterance and return the turn."""
        turn: Json = self.send("turns", do=what, **more)["turn"]
        return turn

    def look_into(self, turn: int = 0) -> Json:
        """Return the details of a turn."""
        return self.get(f"/api/sessions/{self.key}/turns/{turn}")

    def send(self, to: str, **sent: object) -> Json:
        """Send JSON to an address of this conversation."""
        return self.post(f"/api/sessions/{self.key}/{to}", **sent)

    def get(self, address: str) -> Json:
        """Return the response of *address*, whose status must be 200."""
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.text
        read: Json = answer.get_json()
        return read

    def post(self, address: str, **sent: object) -> Json:
        """Send JSON to *address*, which must accept it."""
        answer = self.client.post(address, json=sent)
        assert answer.status_code in (200, 201), answer.text
        read: Json = answer.get_json()
        return read

    def refused(self, address: str, **sent: object) -> tuple[int, Json]:
        """Send JSON to *address*, which must refuse it; return the status and the error."""
        answer = self.client.post(address, json=sent)
        assert answer.status_code >= 400, answer.text
        error: Json = answer.get_json()["error"]
        assert error["message"]
        return answer.status_code, error

    def here(self, to: str) -> str:
        """Return an address of this conversation."""
        return f"/api/sessions/{self.key}/{to}"
