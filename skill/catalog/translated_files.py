"""Read content files of a language: the source language's data with the words of a translation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..common.paths import LOCALES
from ..common.strict_yaml import YamlError, read_yaml
from .dataclass_loader import build_dataclass, mapping, overlay, overlay_mapping
from .model.locales import Locale
from .model.untranslated import without_marks

#: The language that clinicians write. Only its files have numbers, claims and reviews.
SOURCE_LANGUAGE = "en"

#: Placeholder for a file that could not be read, to avoid further problems about it.
UNREADABLE = object()


@dataclass(frozen=True)
class ContentFile:
    """A file: its name, and the type of each of its entries, or of the *whole* file."""

    name: str
    shape: Any
    whole: bool = False


@dataclass(frozen=True)
class TranslatedFiles:
    """The files of a content folder; each is read once, and each problem is reported."""

    folder: Path
    report: Callable[[str], None]
    #: The data of the files that have been read; all locales of a language share them.
    data: dict[str, Any] = field(default_factory=dict)
    #: The first entry built for each file and key; equal entries of other locales share it.
    first: dict[tuple[str, str], Any] = field(default_factory=dict)
    #: The texts of each language that are still those of the source language.
    untranslated: dict[str, set[str]] = field(default_factory=dict)

    def read(self, name: str) -> Any:
        """Return the data of the file *name*, or UNREADABLE."""
        if name not in self.data:
            path = self.folder / name
            self.data[name] = UNREADABLE
            try:
                self.data[name] = self._unmarked(name, read_yaml(path))
            except YamlError as error:
                missing = f"{name}: is missing: bring the file back"
                problem = str(error).replace(str(path), name, 1)
                self.report(problem if path.exists() else missing)
        return self.data[name]

    def _unmarked(self, name: str, data: Any) -> Any:
        language, folder, _ = name.partition("/")
        if name == LOCALES.name and isinstance(data, dict):
            return {
                key: self._unmarked(f"{entry['language']}/{name}", entry)
                if isinstance(entry, dict) and "language" in entry
                else entry
                for key, entry in data.items()
            }
        if not folder or language == SOURCE_LANGUAGE:
            return data
        return without_marks(data, self.untranslated.setdefault(language, set()).add)

    def build(self, file: ContentFile) -> Any:
        """Return the entries of *file* by id, or its only entry; None or no entries on problems."""
        return self._built(file, file.name, self.read(file.name))

    def build_translated(self, file: ContentFile, locale: Locale) -> Any:
        """Return the same for the *file* of the language of *locale*, with its numbers filled in.

        The name of *file* is the one in the folder of a language.
        """
        place = f"{locale.language}/{file.name}"
        built = self._built(file, place, _fill(self._merged(file, locale.language), locale.filled))
        if file.whole:
            return self._shared(place, "", built)
        return {key: self._shared(place, key, entry) for key, entry in built.items()}

    def _built(self, file: ContentFile, place: str, data: Any) -> Any:
        if data is UNREADABLE:
            return None if file.whole else {}
        build = build_dataclass if file.whole else mapping
        return build(file.shape, data, place, self.report)

    def _merged(self, file: ContentFile, language: str) -> Any:
        """Return the data of the source language, with the words of *language*."""
        source = self.read(f"{SOURCE_LANGUAGE}/{file.name}")
        if language == SOURCE_LANGUAGE:
            return source
        words = self.read(f"{language}/{file.name}")
        if UNREADABLE in (source, words):
            return UNREADABLE
        lay = overlay if file.whole else overlay_mapping
        return lay(file.shape, source, words, f"{language}/{file.name}", self.report)

    def _shared(self, place: str, key: str, entry: Any) -> Any:
        first = self.first.setdefault((place, key), entry)
        return first if first == entry else entry


def _fill(data: Any, filled: Mapping[str, str]) -> Any:
    """Return *data* with *filled* in place of the placeholders of the locale."""
    if isinstance(data, dict):
        return {key: _fill(value, filled) for key, value in data.items()}
    if isinstance(data, list):
        return [_fill(value, filled) for value in data]
    if isinstance(data, str):
        for placeholder, words in filled.items():
            data = data.replace(placeholder, words)
    return data
