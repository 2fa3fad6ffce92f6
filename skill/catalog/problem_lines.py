"""Add paths and line numbers to problems: ``content/en/causes.yaml:12: fatigue: say 1: ...``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..common.paths import MODELS
from ..common.strict_yaml import YamlError, read_located_yaml

Keys = tuple[str | int, ...]

_ITEM = re.compile(r"(?P<name>.+) (?P<number>\d+)")
_DIGITS = re.compile(r"(\d+)")


def located(problems: Iterable[str], folder: Path) -> list[str]:
    """Return *problems*, sorted and each once, with the path and the line of each.

    Args:
        problems: Each is ``file: place: what is wrong``, with the file's path in *folder*.
        folder: The content folder.
    """
    lines = _FileLines(folder)
    return sorted({lines.located(problem) for problem in problems}, key=_natural)


def _natural(problem: str) -> list[tuple[int, str]]:
    """Return a sort key that puts line 9 before line 10."""
    return [(int(part or 0), "") if n % 2 else (0, part) for n, part in _parts(problem)]


def _parts(problem: str) -> Iterator[tuple[int, str]]:
    return enumerate(_DIGITS.split(problem))


class _FileLines:
    """The lines of the values in the files of a content folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[Path, tuple[Any, Mapping[Keys, int]]] = {}

    def located(self, problem: str) -> str:
        if problem.startswith(f"{MODELS.name}/"):
            return problem
        file, _, rest = problem.partition(": ")
        line = self._line(self._folder / file, rest.split(": "))
        place = f"{self._folder.name}/{file}"
        return f"{place}:{line}: {rest}" if line else f"{self._folder.name}/{problem}"

    def _line(self, path: Path, words: list[str]) -> int | None:
        """Return the line of the innermost value in *path* that *words* begin with."""
        data, lines = self._read(path)
        place: Keys = ()
        while words and (inner := _step_into(data, words[0])):
            place, words = (*place, *inner), words[1:]
            for key in inner:
                data = data[key]
        return lines.get(place)

    def _read(self, path: Path) -> tuple[Any, Mapping[Keys, int]]:
        if path not in self._files:
            try:
                self._files[path] = read_located_yaml(path)
            except YamlError:
                self._files[path] = None, {}
        return self._files[path]


def _step_into(data: Any, word: str) -> Keys:
    """Return the keys from *data* to the value that *word* of a place names; none if it is none."""
    if not isinstance(data, dict):
        return ()
    if word in data:
        return (word,)
    if found := _ITEM.fullmatch(word):
        name, number = found["name"], int(found["number"])
        if name == "cue at":
            return _item_with(data, "cues", "at", number)
        items = data.get(name)
        return (name, number - 1) if isinstance(items, list) and number <= len(items) else ()
    return _item_with(data, "steps", "id", word)


def _item_with(data: dict[str, Any], field: str, key: str, value: object) -> Keys:
    """Return the keys to the first item of the list *field* whose *key* is *value*."""
    items = data.get(field)
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and item.get(key) == value:
            return field, number
    return ()
