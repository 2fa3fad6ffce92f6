"""Read ``content/`` into one catalog per locale; report every problem at once."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from ..common.strict_yaml import YamlError, read_yaml
from . import required_entries
from .catalog import Catalog, Catalogs
from .checks import entry_checks, store_text_checks
from .checks.file_checks import named_files, stray_files
from .content_error import ContentError
from .dataclass_loader import build_dataclass, mapping, overlay, overlay_mapping
from .drawings import Drawing, Picture, Shape
from .evidence import Claim, Reference, Wording
from .model import Condition, Kind, Muscle, Passage, Situation, Topic, Warning, Words
from .routine_model import Coaching, Routine
from .store_texts import Page, Store
from .texts import TOPIC_GROUPS

#: The language that clinicians write. Only its files have numbers, claims and reviews.
SOURCE_LANGUAGE = "en"

#: The entry of locales.yaml for all locales that have no entry.
OTHER = "other"

#: The pages of the web site; each name is that of a content file and of a URL path.
PAGES = ("privacy", "terms")

#: The files of a language that hold words, beside its topics, pages and routines.
OTHER_FILES = (
    "conditions.yaml",
    "labels.yaml",
    "muscles.yaml",
    "pictures.yaml",
    "prevention.yaml",
    "prompts.yaml",
    "publishing.yaml",
    "situations.yaml",
    "warnings.yaml",
    "wording.yaml",
)
#: Numbers have no translation: only the source language has this file.
COACHING = "coaching.yaml"

#: Placeholder for a file that could not be read, to avoid further problems about it.
UNREADABLE = object()


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


def load_catalogs(folder: Path) -> Catalogs:
    """Return the catalog of each locale, by locale.

    Raises:
        ContentError: If any file of *folder* is missing, misspelt, incomplete or contradictory.
    """
    return _Loader(folder).load()


@dataclass
class _Loader:
    """Reads all files and collects the problems."""

    folder: Path
    problems: list[str] = field(default_factory=list)
    #: The data of the files that have been read; all locales of a language share them.
    files: dict[str, Any] = field(default_factory=dict)
    #: The shapes of each picture by id.
    drawings: Mapping[str, tuple[Shape, ...]] = field(default_factory=dict)
    #: The first entry built for each file and key; equal entries of other locales share it.
    first: dict[tuple[str, str], Any] = field(default_factory=dict)

    def load(self) -> Catalogs:
        locales = self._entries(Locale, "locales.yaml")
        if OTHER not in locales and not self.problems:
            self.report(f"locales.yaml: {OTHER}: is missing")
        self._stop_on_problems()
        self._strays({locale.language for locale in locales.values()})
        claims = self._entries(Claim, "claims.yaml")
        references = self._entries(Reference, "references.yaml")
        self.drawings = self._drawings()
        catalogs = {
            name: self._catalog(locale, claims, references) for name, locale in locales.items()
        }
        self._stop_on_problems()
        wording = self._wording(catalogs)
        for catalog in {c.language: c for c in catalogs.values()}.values():
            entry_checks.catalog(catalog, wording[catalog.language], self.report)
            store_text_checks.written(catalog, wording[catalog.language], self.report)
            for problem in required_entries.missing(catalog):
                self.report(problem)
        self._stop_on_problems()
        other = catalogs.pop(OTHER)
        return Catalogs(catalogs, other)

    def _strays(self, languages: set[str]) -> None:
        pages = (f"{name}.yaml" for name in PAGES)
        names = {*(f"{group}.yaml" for group in TOPIC_GROUPS.values()), *OTHER_FILES, *pages}
        for language in sorted(languages):
            allowed = {*names, COACHING} if language == SOURCE_LANGUAGE else names
            for problem in stray_files(self.folder, [language], allowed):
                self.report(problem)

    def report(self, problem: str) -> None:
        self.problems.append(problem)

    def _stop_on_problems(self) -> None:
        if self.problems:
            raise ContentError(sorted(set(self.problems)))

    def _catalog(
        self, locale: Locale, claims: Mapping[str, Claim], references: Mapping[str, Reference]
    ) -> Catalog:
        language = locale.language
        topics: dict[Kind, Mapping[str, Topic]] = {
            kind: self._translated(Topic, language, f"{group}.yaml", locale)
            for kind, group in TOPIC_GROUPS.items()
        }
        return Catalog(
            language=language,
            routines=self._routines(language, locale),
            pictures=self._pictures(language, locale),
            muscles=self._translated(Muscle, language, "muscles.yaml", locale),
            situations=self._translated(Situation, language, "situations.yaml", locale),
            conditions=self._translated(Condition, language, "conditions.yaml", locale),
            topics=topics,
            tips=self._translated(Passage, language, "prevention.yaml", locale),
            warnings=self._translated(Warning, language, "warnings.yaml", locale),
            pages=self._pages(language, locale),
            store=self._translated(Store, language, "publishing.yaml", locale, one=True),
            coaching=cast("Coaching", self._coaching()),
            prompts=self._translated(Passage, language, "prompts.yaml", locale),
            claims=claims,
            references=references,
            labels=self._translated(Words, language, "labels.yaml", locale),
            emergency=(locale.emergency, locale.written or locale.emergency),
            crisis=(locale.crisis.say, locale.crisis.written) if locale.crisis else ("", ""),
        )

    def _coaching(self) -> Coaching | None:
        name = f"{SOURCE_LANGUAGE}/{COACHING}"
        data = self._read(name)
        if data is UNREADABLE:
            return None
        coaching: Coaching | None = build_dataclass(Coaching, data, name, self.report)
        return coaching

    def _routines(self, language: str, locale: Locale) -> dict[str, Routine]:
        names = named_files(self.folder / SOURCE_LANGUAGE / "routines")
        for name in named_files(self.folder / language / "routines"):
            if name not in names:
                self.report(f"{language}/routines/{name}: is not in the source language")
        built = {
            name.removesuffix(".yaml"): self._translated(
                Routine, language, f"routines/{name}", locale, one=True
            )
            for name in names
        }
        return {key: routine for key, routine in built.items() if routine is not None}

    def _pages(self, language: str, locale: Locale) -> dict[str, Page]:
        built = {
            name: self._translated(Page, language, f"{name}.yaml", locale, one=True)
            for name in PAGES
        }
        return {name: page for name, page in built.items() if page is not None}

    def _pictures(self, language: str, locale: Locale) -> dict[str, Picture]:
        words = self._translated(Words, language, "pictures.yaml", locale)
        for key in words.keys() - self.drawings.keys():
            self.report(f"{language}/pictures.yaml: {key}: there is no pictures/{key}.yaml")
        # For translations and unreadable files this problem has been reported already.
        if words and language == SOURCE_LANGUAGE:
            for key in self.drawings.keys() - words.keys():
                self.report(f"pictures/{key}.yaml: has no words in {language}/pictures.yaml")
        drawn = self.drawings.items()
        return {key: Picture(words[key], shapes) for key, shapes in drawn if key in words}

    def _drawings(self) -> dict[str, tuple[Shape, ...]]:
        """Return the shapes of every picture by id; all languages share them."""
        names = named_files(self.folder / "pictures")
        files = {name: self._read(f"pictures/{name}") for name in names}
        built = {
            name.removesuffix(".yaml"): build_dataclass(
                Drawing, data, f"pictures/{name}", self.report
            )
            for name, data in files.items()
            if data is not UNREADABLE
        }
        return {key: drawing.shapes for key, drawing in built.items() if drawing is not None}

    def _wording(self, catalogs: Mapping[str, Catalog]) -> dict[str, Wording]:
        built = {
            language: build_dataclass(
                Wording,
                self._read(f"{language}/wording.yaml"),
                f"{language}/wording.yaml",
                self.report,
            )
            for language in sorted({catalog.language for catalog in catalogs.values()})
        }
        self._stop_on_problems()
        return built

    def _entries(self, shape: Any, name: str) -> dict[str, Any]:
        data = self._read(name)
        return {} if data is UNREADABLE else mapping(shape, data, name, self.report)

    def _translated(
        self, shape: Any, language: str, name: str, locale: Locale, *, one: bool = False
    ) -> Any:
        """Return the entries of a file by id, or with *one* its only entry."""
        data = self._words(shape, language, name, one=one)
        if data is UNREADABLE:
            return None if one else {}
        filled, place = _fill(data, locale.filled), f"{language}/{name}"
        if one:
            return self._shared(place, "", build_dataclass(shape, filled, place, self.report))
        entries = mapping(shape, filled, place, self.report)
        return {key: self._shared(place, key, entry) for key, entry in entries.items()}

    def _shared(self, place: str, key: str, entry: Any) -> Any:
        first = self.first.setdefault((place, key), entry)
        return first if first == entry else entry

    def _words(self, shape: Any, language: str, name: str, *, one: bool) -> Any:
        """Return the data of a file: the source language's, with the words of *language*."""
        data = self._read(f"{SOURCE_LANGUAGE}/{name}")
        if language == SOURCE_LANGUAGE:
            return data
        words = self._read(f"{language}/{name}")
        if UNREADABLE in (data, words):
            return UNREADABLE
        lay = overlay if one else overlay_mapping
        return lay(shape, data, words, f"{language}/{name}", self.report)

    def _read(self, name: str) -> Any:
        if name not in self.files:
            path = self.folder / name
            try:
                self.files[name] = read_yaml(path)
            except YamlError as error:
                self.report(str(error).replace(str(path), name, 1))
                self.files[name] = UNREADABLE
        return self.files[name]


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
