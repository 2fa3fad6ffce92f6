"""The data types of ``locales.yaml``: a language, and whom to call in the country."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .entries import Words


@dataclass(frozen=True)
class CrisisLine:
    """A telephone line for thoughts of suicide, said aloud and written, and where it was found."""

    say: Words
    written: str
    source: str
    checked: datetime.date
    #: Whether the source was read, or the number is only remembered.
    read: Literal["verified", "recalled"]


@dataclass(frozen=True)
class Locale:
    """A locale of Alexa: its language and its emergency number."""

    language: str
    #: The spoken form of the emergency number.
    emergency: Words
    #: The form for cards and screens; empty if it is the same as the spoken one.
    written: str = ""
    #: Left out where none is known; then the emergency number is said instead.
    crisis: CrisisLine | None = None

    @property
    def filled(self) -> Mapping[str, str]:
        """Each placeholder of the locale, and what takes its place."""
        crisis = self.crisis.say if self.crisis else self.emergency
        return {"{emergency}": self.emergency, "{crisis}": crisis}
