"""The skill under test in one locale, and checks of its responses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...catalog import Catalog, Passage
from ...catalog.intent_names import RELIEF
from ...console.client.exchange import Exchange
from ...console.client.session import Session
from ...console.client.skill_client import SkillClient

#: The intent that starts a relief routine.


class UnexpectedError(Exception):
    """Raised when a check fails; the message says what the skill did."""


@dataclass(frozen=True)
class SkillUnderTest:
    """The skill in one locale; *console* reaches the real endpoint with signed requests."""

    console: SkillClient
    catalog: Catalog
    locale: str

    def session(self) -> Session:
        """Return a new session without any request."""
        return self.console.session(self.locale)

    def in_relief(self) -> Session:
        """Return a session in the first step of a relief routine."""
        session = self.session()
        session.intent(RELIEF, {"muscle": "calf"})
        return session

    def anywhere(self) -> Iterator[tuple[str, Session]]:
        """Yield a new session and one in a relief routine, each with a description."""
        yield "before anything", self.session()
        yield "in the relief", self.in_relief()

    def says(self, exchange: Exchange, prompt: Passage) -> bool:
        """Return whether the speech of *exchange* contains *prompt*."""
        return prompt.say in exchange.speech


def expect(holds: object, otherwise: str) -> None:
    """Raise UnexpectedError with the message *otherwise* unless *holds* is true."""
    if not holds:
        raise UnexpectedError(otherwise)


def open_session(exchange: Exchange, where: str) -> None:
    """Check that a response asks a question, keeps the session open, and has another reprompt."""
    flag = exchange.response["response"].get("shouldEndSession")
    expect(flag is False, f"{where}: shouldEndSession is {flag}")
    expect(exchange.speech.endswith("?"), f"{where}: asks nothing in {exchange.speech!r}")
    expect(exchange.reprompt.endswith("?"), f"{where}: has no question to remind with")
    expect(exchange.reprompt != exchange.speech, f"{where}: only repeats itself")


def closed_session(exchange: Exchange, where: str) -> None:
    """Check that a response ends the session without a question or reprompt."""
    flag = exchange.response["response"].get("shouldEndSession")
    expect(flag is True, f"{where}: shouldEndSession is {flag}")
    expect("?" not in exchange.speech, f"{where}: asks something in {exchange.speech!r}")
    expect(not exchange.reprompt, f"{where}: has a reprompt")


def shown_response(text: str) -> str:
    """Return *text* in quotes, cut to SHOWN characters for a table."""
    return f'"{text}"' if len(text) <= SHOWN else f'"{text[:SHOWN]}…"'


SHOWN = 60
