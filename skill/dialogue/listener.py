"""What a session knows about the listener: content ids, which are forgotten when it ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: The most ids of a kind that are kept, the latest ones; it bounds the session attributes.
MOST_IDS = 8


@dataclass(frozen=True)
class Listener:
    """Situations, conditions and medicines named so far, and the last question's context.

    Who has the cramp, if not the listener, is one of the situations (see `Situation.helping`).
    """

    #: The latest last.
    situations: tuple[str, ...] = ()
    #: In the order in which they were stated.
    conditions: tuple[str, ...] = ()
    #: The latest last.
    medicines: tuple[str, ...] = ()
    context: str = ""
    #: The last sign that forbids a stretch (`Warning.no_stretch`) and was not taken back.
    sign: str = ""

    def hearing(
        self,
        situations: Iterable[str] = (),
        conditions: Iterable[str] = (),
        medicines: Iterable[str] = (),
        context: str = "",
    ) -> Listener:
        """Return this listener with the ids of one more request."""
        return Listener(
            latest_last(self.situations, situations),
            tuple(dict.fromkeys((*self.conditions, *conditions)))[-MOST_IDS:],
            latest_last(self.medicines, medicines),
            context or self.context,
            self.sign,
        )


#: The listener at the beginning of a session.
STRANGER = Listener()


def latest_last(ids: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    """Return *ids* followed by the *new* ones, each once, at most MOST_IDS."""
    new = tuple(dict.fromkeys(new))
    return (*(one for one in ids if one not in new), *new)[-MOST_IDS:]
