"""The place of a text or a problem in the content files."""

from __future__ import annotations

from dataclasses import dataclass, replace

#: The group whose entries have a file each; an entry of another group is a key of its file.
ROUTINES = "routines"


@dataclass(frozen=True)
class ContentPlace:
    """A field of an entry; without *fields* the entry, without *entry* its whole group.

    As a string it is what messages and reports print: ``en/causes.yaml: fatigue: say 1``.
    """

    language: str
    #: The file's name without ending, or ``routines``.
    group: str
    #: The id of the entry: the unit that a clinician reviews.
    entry: str = ""
    #: The names from the entry to the field, such as ``("question", "reprompt")``.
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.group == ROUTINES:
            return ": ".join((f"{self.language}/{ROUTINES}/{self.entry}.yaml", *self.fields))
        entry = (self.entry,) if self.entry else ()
        return ": ".join((f"{self.language}/{self.group}.yaml", *entry, *self.fields))

    def inside(self, *names: str) -> ContentPlace:
        """Return the place of the field *names* inside this one."""
        return replace(self, fields=(*self.fields, *names))

    def item(self, number: int) -> ContentPlace:
        """Return the place of item *number* of the list at this place, counted from 1."""
        if not self.fields:
            return replace(self, entry=f"{self.entry} {number}")
        return replace(self, fields=(*self.fields[:-1], f"{self.fields[-1]} {number}"))
