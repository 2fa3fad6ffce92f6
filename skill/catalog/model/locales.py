"""The data types of ``locales.yaml``: the language and the telephone lines of a country."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .entries import NO_WORDS, Words


@dataclass(frozen=True)
class TelephoneLine:
    """A telephone line: its spoken form, its written form, and where its number was found."""

    say: Words
    #: The form for cards and screens; empty if it is the same as the spoken one.
    written: str = ""
    #: Required if a number is written.
    source: str = ""
    checked: datetime.date | None = None
    #: Whether the source was read, or the number is only remembered.
    read: Literal["verified", "recalled"] | None = None

    @property
    def forms(self) -> tuple[str, str]:
        """The spoken and the written form."""
        return self.say, self.written or self.say

    @property
    def is_proven(self) -> bool:
        """Whether it has a source, a date and a mark, or no number that needs them."""
        return not any(map(str.isdigit, self.written)) or bool(
            self.source and self.checked and self.read
        )


@dataclass(frozen=True)
class Locale:
    """A locale of Alexa: its language, and whom to call in its country."""

    language: str
    #: Danger to life.
    emergency: TelephoneLine
    #: Advice on the same day without danger to life; in some countries a place without a number.
    urgent: TelephoneLine
    #: Thoughts of suicide; None if no line is known: then the emergency number is spoken.
    crisis: TelephoneLine | None = None

    @property
    def lines(self) -> Mapping[str, TelephoneLine]:
        """The telephone lines by their names."""
        return {
            "emergency": self.emergency,
            "urgent": self.urgent,
            "crisis": self.crisis or TelephoneLine(NO_WORDS),
        }

    @property
    def filled(self) -> Mapping[str, str]:
        """Each placeholder of the locale, and what takes its place."""
        said = {name: line.say or self.emergency.say for name, line in self.lines.items()}
        return {f"{{{name}}}": words for name, words in said.items()}
