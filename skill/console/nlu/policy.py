"""Read ``policy.yaml``: the intents and slot types of a skill that a wrong guess must not miss."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ...understanding.language import LanguageError, read_typed
from ..errors import ConsoleError

FILE_NAME = "policy.yaml"
#: Amazon's intents that end the session, and its answers to a question.
STOPPING = frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"})
ANSWERS = frozenset({"AMAZON.YesIntent", "AMAZON.NoIntent"})


@dataclass(frozen=True)
class UrgentIntent:
    """An intent for danger, and the fewest words of its samples inside a longer sentence."""

    intent: str
    contained_words: int


@dataclass(frozen=True)
class Policy:
    """The intents and slot types that need care; by default, none does."""

    #: The most urgent first.
    urgent: tuple[UrgentIntent, ...] = ()
    #: The intent for the complaint with a body part, and all intents that ask for help.
    relief: str = ""
    help: tuple[str, ...] = ()
    #: The intent after which no help is needed.
    relieved: str = ""
    #: The slot types of signs of danger, and of body parts.
    sign: str = ""
    body_part: str = ""
    #: The slot types whose values may look like signs in a question ("why after a long flight").
    circumstances: tuple[str, ...] = ()
    #: The slot types whose longer values may begin like a sign ("had a heart attack years ago").
    facts: tuple[str, ...] = ()

    @cached_property
    def urgent_intents(self) -> tuple[str, ...]:
        """The names of the urgent intents, the most urgent first."""
        return tuple(one.intent for one in self.urgent)

    @cached_property
    def closing(self) -> frozenset[str]:
        """The intents after which the session ends, and a wrong guess leaves without help."""
        return STOPPING | ({self.relieved} if self.relieved else frozenset())

    @cached_property
    def contained_words(self) -> dict[str, int]:
        """The fewest words of a sample of each urgent intent inside a longer sentence."""
        return {one.intent: one.contained_words for one in self.urgent}


#: For a skill without a file.
NO_POLICY = Policy()


def read_policy(folder: Path) -> Policy:
    """Return the policy in *folder*, that of a language; without a file, the default.

    Raises:
        ConsoleError: If the file has a problem.
    """
    file = folder / FILE_NAME
    try:
        return read_typed(file, Policy) if file.exists() else NO_POLICY
    except LanguageError as error:
        raise ConsoleError(str(error)) from error
