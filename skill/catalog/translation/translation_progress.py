"""Count what is to do in a translation: ``python -m skill.catalog progress``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...common.strict_yaml import read_yaml
from ..model.untranslated import COMMENT_MARK, DIGESTS, MARK, digests, texts_by_place
from .language_start import source_words, translatable_files


@dataclass(frozen=True)
class Progress:
    """The texts of a language by their state; each place is ``file: place``."""

    language: str
    texts: int
    #: Still with the words of the source language.
    english: tuple[str, ...]
    #: Changed in the source language since they were translated.
    changed: tuple[str, ...]
    #: Files of the utterances that have a part to translate.
    unheard: tuple[str, ...]

    def __str__(self) -> str:
        state = "is served by the console only" if self.english else "is whole"
        return (
            f"{self.language}: {len(self.english):,} of {self.texts:,} texts are still English, "
            f"{len(self.changed)} changed in English since they were translated, "
            f"{len(self.unheard)} files of utterances are to translate: {state}"
        )


def progress(content: Path, models: Path, language: str) -> Progress:
    """Return what is translated of *language*; its files must be readable."""
    noted = content / language / DIGESTS
    before = read_yaml(noted) if noted.exists() else {}
    texts: list[tuple[str, str]] = []
    changed: list[str] = []
    for file in translatable_files(content):
        place = f"{language}/{file.name}"
        words = read_yaml(content / language / file.name)
        texts += ((f"{place}: {where}", text) for where, text in texts_by_place(words))
        english = set(_marked_places(words))
        changed += (
            f"{place}: {where}"
            for where in _changed(before.get(file.name, {}), source_words(content, file))
            if where not in english
        )
    return Progress(
        language,
        len(texts),
        tuple(place for place, text in texts if MARK in text),
        tuple(changed),
        tuple(_unheard(models, language)),
    )


def _marked_places(words: Any) -> Iterator[str]:
    yield from (where for where, text in texts_by_place(words) if MARK in text)


def _changed(before: dict[str, str], source: Any) -> Iterator[str]:
    now = digests(source)
    yield from (where for where in now if where in before and before[where] != now[where])


def _unheard(models: Path, language: str) -> Iterator[str]:
    for path in sorted((models / language).rglob("*.yaml")):
        if COMMENT_MARK in path.read_text(encoding="utf-8"):
            yield f"{models.name}/{path.relative_to(models)}"
