"""The skill as a reviewer meets it: its endpoint, its words, and what may not be seen of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..catalog import Catalog
from ..console.client import Console
from ..console.exchange import Exchange
from ..console.session import Session

#: How a reviewer gets into the middle of the relief.
RELIEF = "StartReliefIntent"


class UnexpectedError(Exception):
    """The skill did something else; the message says what."""


@dataclass(frozen=True)
class Candidate:
    """The skill in one locale; *console* reaches the real endpoint with signed requests."""

    console: Console
    catalog: Catalog
    locale: str

    def session(self) -> Session:
        """Return a conversation that has not begun."""
        return self.console.session(self.locale)

    def in_relief(self) -> Session:
        """Return a conversation in the middle of the relief."""
        session = self.session()
        session.intent(RELIEF, {"muscle": "calf"})
        return session

    def anywhere(self) -> Iterator[tuple[str, Session]]:
        """Yield a conversation before its beginning, and one in the middle, with their names."""
        yield "before anything", self.session()
        yield "in the relief", self.in_relief()

    def says(self, exchange: Exchange, prompt: str) -> bool:
        """Tell whether the words of *prompt* are in the answer."""
        return self.catalog.prompt(prompt).say in exchange.speech


def expect(holds: object, otherwise: str) -> None:
    """Raise UnexpectedError with *otherwise*, unless something *holds*."""
    if not holds:
        raise UnexpectedError(otherwise)


def open_session(exchange: Exchange, where: str) -> None:
    """Hold an answer to leaving the microphone open, for a question, with another reprompt."""
    flag = exchange.response["response"].get("shouldEndSession")
    expect(flag is False, f"{where}: shouldEndSession is {flag}")
    expect(exchange.speech.endswith("?"), f"{where}: asks nothing in {exchange.speech!r}")
    expect(exchange.reprompt.endswith("?"), f"{where}: has no question to remind with")
    expect(exchange.reprompt != exchange.speech, f"{where}: only repeats itself")


def closed_session(exchange: Exchange, where: str) -> None:
    """Hold an answer to ending the session, and to asking nothing."""
    flag = exchange.response["response"].get("shouldEndSession")
    expect(flag is True, f"{where}: shouldEndSession is {flag}")
    expect("?" not in exchange.speech, f"{where}: asks something in {exchange.speech!r}")
    expect(not exchange.reprompt, f"{where}: has a reprompt")


def shown(text: str) -> str:
    """Return *text* short enough for a table, in quotes."""
    return f'"{text}"' if len(text) <= SHOWN else f'"{text[:SHOWN]}…"'


SHOWN = 60
