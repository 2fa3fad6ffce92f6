"""Somebody at the web console: begins conversations, says things, and looks into them."""

from __future__ import annotations

from typing import Any

from werkzeug.test import Client

from skill.console.web.wsgi_app import Both

Json = dict[str, Any]


class Visitor:
    """A browser without a screen: sends what the page sends, and reads what the page reads."""

    def __init__(self, console: Both) -> None:
        self.client = Client(console)
        self.key = ""

    def begin(self, device: str = "dot", locale: str = "en-US", time: str = "03:00") -> Json:
        """Begin a conversation, and return it."""
        begun = self.post("/api/sessions", locale=locale, device=device, time=time)
        self.key = begun["id"]
        return begun

    def say(self, utterance: str, after: int | None = None) -> Json:
        """Say something, and return the turn."""
        return self.do("say", utterance=utterance, after=after)

    def do(self, what: str, **more: object) -> Json:
        """Do something without words, and return the turn."""
        turn: Json = self.send("turns", do=what, **more)["turn"]
        return turn

    def look_into(self, turn: int = 0) -> Json:
        """Return all that is known of a turn."""
        return self.get(f"/api/sessions/{self.key}/turns/{turn}")

    def send(self, to: str, **sent: object) -> Json:
        """Send something about this conversation."""
        return self.post(f"/api/sessions/{self.key}/{to}", **sent)

    def get(self, address: str) -> Json:
        """Return what is at *address*, which must be there."""
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.text
        read: Json = answer.get_json()
        return read

    def post(self, address: str, **sent: object) -> Json:
        """Send JSON to *address*, which must take it."""
        answer = self.client.post(address, json=sent)
        assert answer.status_code in (200, 201), answer.text
        read: Json = answer.get_json()
        return read

    def refused(self, address: str, **sent: object) -> tuple[int, Json]:
        """Send JSON to *address*, which must not take it, and return the status and the error."""
        answer = self.client.post(address, json=sent)
        assert answer.status_code >= 400, answer.text
        error: Json = answer.get_json()["error"]
        assert error["message"]
        return answer.status_code, error

    def here(self, to: str) -> str:
        """Return an address of this conversation."""
        return f"/api/sessions/{self.key}/{to}"
