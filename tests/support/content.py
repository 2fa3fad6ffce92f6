"""A small, complete content folder for tests, and the faults of ``broken_content``.

The cases change the files of ``broken_content/base``.
Entries that the code needs and no case changes are generated from the project's content.
"""

from __future__ import annotations

import json
import shutil
import string
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from skill.common.paths import CONTENT, MODELS
from skill.common.strict_yaml import read_yaml
from skill.understanding.language import language_file

FOLDER = Path(__file__).parents[1] / "broken_content"
CASES = FOLDER / "cases.yaml"
#: The folder of the English content, and the folder with its German translation.
ENGLISH, GERMAN = FOLDER / "base", FOLDER / "german"

#: Files with entries that the code needs by id, and the fields of a generated entry.
NAMED: Mapping[str, Mapping[str, Any]] = {
    "activities": {"say": [{"say": "Words.", "claims": ["pull-toes"]}]},
    "answers": {"say": [{"say": "Words.", "claims": ["pull-toes"]}]},
    "body-parts": {"say": [{"say": "Words.", "claims": ["pull-toes"]}]},
    "labels": {},
    "prompts": {},
}
#: Files and fields without translations.
SOURCE_FILES = ("coaching.yaml",)
SOURCE_ONLY = "claims"


class CaseError(Exception):
    """Raised for a case that cannot be applied, or that changes nothing."""


@dataclass(frozen=True)
class Change:
    """A change of one file; without *remove* and *after*, *put* is the whole file."""

    file: str
    put: str = ""
    #: Text that is in the file exactly once; *put* replaces it.
    remove: str = ""
    #: Text that is in the file exactly once; *put* is added after its line, with the same indent.
    after: str = ""
    delete: bool = False
    encoding: str = "utf-8"

    def apply(self, content: Path) -> None:
        """Change the file in *content*.

        Raises:
            CaseError: If the text is not in the file exactly once, or the file does not change.
        """
        path = content / self.file
        before = path.read_bytes() if path.exists() else None
        if self.delete:
            if before is None:
                raise CaseError(f"{self.file}: is not there")
            path.unlink()
            return
        after = self._changed((before or b"").decode()).encode(self.encoding)
        if after == before:
            raise CaseError(f"{self.file}: is not changed")
        path.write_bytes(after)

    def _changed(self, text: str) -> str:
        place, put = self.remove or self.after, self.put.rstrip("\n")
        if not place:
            return f"{put}\n"
        if text.count(place) != 1:
            raise CaseError(f"{self.file}: has {place!r} {text.count(place)} times, not once")
        if self.remove:
            return text.replace(place, put)
        lines = text.splitlines()
        at = next(number for number, line in enumerate(lines) if place in line)
        indent = lines[at][: -len(lines[at].lstrip())]
        lines.insert(at + 1, textwrap.indent(put, indent))
        return "\n".join([*lines, ""])


@dataclass(frozen=True)
class Case:
    """A fault in the small content, and the expected problems."""

    name: str
    changes: tuple[Change, ...]
    expect: tuple[str, ...]

    def apply(self, folder: Path) -> Path:
        """Return a copy of the small content with this fault, and with German if needed."""
        german = any(change.file.startswith("de/") for change in self.changes)
        content = small_content(folder, german=german)
        for change in self.changes:
            change.apply(content)
        return content


def read_cases(file: Path = CASES) -> dict[str, Case]:
    """Return the cases of *file* by name."""
    return {name: _case(name, dict(fields)) for name, fields in read_yaml(file).items()}


def _case(name: str, fields: dict[str, Any]) -> Case:
    expect, also = fields.pop("expect"), fields.pop("also", None)
    changes = [Change(**change) for change in (fields, also) if change]
    if not expect:
        raise CaseError(f"{name}: expects no problem")
    return Case(name, tuple(changes), (expect,) if isinstance(expect, str) else tuple(expect))


def copied_content(folder: Path) -> Path:
    """Copy the project's content to ``folder/content``, with its words of a language beside it."""
    content = folder / "content"
    shutil.copytree(MODELS.parent / "content", content)
    (words := language_file(folder / MODELS.name, "en")).parent.mkdir(parents=True)
    shutil.copy(language_file(MODELS, "en"), words)
    return content


def small_content(folder: Path, *, german: bool = False) -> Path:
    """Write the small content to ``folder/content``, and return that folder."""
    content = folder / "content"
    for source in (ENGLISH, GERMAN) if german else (ENGLISH,):
        shutil.copytree(source, content, dirs_exist_ok=True)
    for language in ("en", "de") if german else ("en",):
        (words := language_file(folder / MODELS.name, language)).parent.mkdir(parents=True)
        shutil.copy(language_file(MODELS, "en"), words)
        for name, more in _rest(language):
            with (content / language / name).open("a", encoding="utf-8") as file:
                file.write(more)
    return content


@cache
def _rest(language: str) -> tuple[tuple[str, str], ...]:
    """Return the entries that *language* needs and lacks: file names, and YAML to append."""
    folder = (ENGLISH if language == "en" else GERMAN) / language
    return tuple(_lacking(folder, source=language == "en"))


def _lacking(folder: Path, *, source: bool) -> Iterator[tuple[str, str]]:
    for ours in sorted((CONTENT / "en").glob("*.yaml")):
        file = folder / ours.name
        have = read_yaml(file) if file.exists() else {}
        if ours.stem in NAMED:
            entries = {key: value for key, value in read_yaml(ours).items() if key not in have}
            lines = [f"{key}: {_plain(ours.stem, key, entries[key], source)}\n" for key in entries]
            yield ours.name, "".join(lines)
        elif not file.exists() and ours.name not in SOURCE_FILES:
            yield ours.name, "{}\n"


def _plain(name: str, key: str, entry: Any, source: bool) -> str:
    """Return an entry with meaningless words and the placeholders of the project's entry."""
    if name == "labels":
        return json.dumps(_words(entry))
    if name == "prompts":
        return json.dumps({"say": _words(entry["say"])})
    say = [passage if source else _without(passage) for passage in NAMED[name]["say"]]
    return json.dumps({"name": key, "say": say})


def _without(passage: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in passage.items() if key != SOURCE_ONLY}


def _words(text: str) -> str:
    fields = dict.fromkeys(field for _, field, _, _ in string.Formatter().parse(text) if field)
    return " ".join(["Words", *(f"{{{field}}}" for field in fields)]) + "."
