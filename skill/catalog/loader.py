"""Read ``content/`` into one catalog per locale; report every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..common.paths import MODELS
from ..understanding.slot_types import SlotTypes
from . import required_ids
from .catalog import Catalog, Catalogs
from .checks import entry_checks, store_text_checks
from .checks.file_checks import named_files, stray_files
from .checks.telephone_checks import unproven_lines
from .content_error import ContentError
from .model import (
    Claim,
    Coaching,
    Condition,
    Drawing,
    Labels,
    Muscle,
    Page,
    Passage,
    Picture,
    Prompts,
    Readability,
    Reference,
    Routine,
    Situation,
    Store,
    Topic,
    Warning,
    Wording,
    Words,
)
from .model.locales import Locale
from .model.untranslated import DIGESTS
from .named_entries import build_from_entries, id_problems, needed_ids, placeholder_problems
from .problem_lines import located
from .slot_names import slot_types
from .texts import TOPIC_GROUPS
from .translated_files import SOURCE_LANGUAGE, ContentFile, TranslatedFiles

#: The entry of locales.yaml for all locales that have no entry.
OTHER = "other"

#: Field of `Catalog` -> the file of a language that holds it.
FILES: Mapping[str, ContentFile] = {
    "muscles": ContentFile("muscles.yaml", Muscle),
    "situations": ContentFile("situations.yaml", Situation),
    "conditions": ContentFile("conditions.yaml", Condition),
    "tips": ContentFile("prevention.yaml", Passage),
    "warnings": ContentFile("warnings.yaml", Warning),
    "store": ContentFile("publishing.yaml", Store, whole=True),
}
TOPICS = {kind: ContentFile(f"{group}.yaml", Topic) for kind, group in TOPIC_GROUPS.items()}
#: The pages of the web site; each name is that of a content file and of a URL path.
PAGES = {name: ContentFile(f"{name}.yaml", Page, whole=True) for name in ("privacy", "terms")}
PROMPTS = ContentFile("prompts.yaml", Passage)
LABELS = ContentFile("labels.yaml", Words)
#: The descriptions of the pictures; their drawings are the same in all languages.
PICTURES = ContentFile("pictures.yaml", Words)
#: A translation has its own words in these files, not those of the source language.
WORDING = "wording.yaml"
READABILITY = "readability.yaml"
#: Reference -> the spoken name of its publisher, in a translation; those of the source language
#: are in references.yaml.
PUBLISHERS = "publishers.yaml"
#: Numbers have no translation: only the source language has this file.
COACHING = "coaching.yaml"


def load_catalogs(folder: Path) -> Catalogs:
    """Return the catalog of each locale, by locale.

    Raises:
        ContentError: If any file of *folder* is missing, misspelt, incomplete or contradictory.
    """
    return _Loader(folder).load()


@dataclass
class _Loader:
    """Builds the catalogs and collects the problems."""

    folder: Path
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.report = self.problems.append
        self.files = TranslatedFiles(self.folder, self.report)

    def load(self) -> Catalogs:
        locales = self._locales()
        shared = {
            "claims": self.files.build(ContentFile("claims.yaml", Claim)),
            "coaching": self._source_file(COACHING, Coaching),
        }
        references = self.files.build(ContentFile("references.yaml", Reference))
        drawings = self._drawings()
        catalogs = {
            name: Catalog(
                **shared,
                **self._fields(locale, drawings),
                references=self._references(locale.language, references),
            )
            for name, locale in locales.items()
        }
        self._stop_on_problems()
        slot_types = self._slot_types(catalogs.values())
        self._stop_on_problems()
        catalogs = {
            name: replace(catalog, slot_types=slot_types[catalog.language])
            for name, catalog in catalogs.items()
        }
        self._check(catalogs)
        other = catalogs.pop(OTHER)
        return Catalogs(catalogs, other)

    def _slot_types(self, catalogs: Iterable[Catalog]) -> dict[str, SlotTypes]:
        """Return the slot types of each language."""
        folder = self.folder.parent / MODELS.name
        by_language = {catalog.language: catalog for catalog in catalogs}
        return {
            language: slot_types(folder, catalog, self.report)
            for language, catalog in by_language.items()
        }

    def _stop_on_problems(self) -> None:
        if self.problems:
            raise ContentError(located(self.problems, self.folder))

    def _locales(self) -> dict[str, Locale]:
        locales: dict[str, Locale] = self.files.build(ContentFile("locales.yaml", Locale))
        if OTHER not in locales and not self.problems:
            self.report(f"locales.yaml: {OTHER}: is missing: add the entry for all other locales")
        self.problems += unproven_lines(locales)
        self._stop_on_problems()
        languages = {locale.language for locale in locales.values()}
        files = (*FILES.values(), *TOPICS.values(), *PAGES.values(), PROMPTS, LABELS, PICTURES)
        names = {*(file.name for file in files), WORDING, READABILITY}
        for language in sorted(languages):
            own = (COACHING,) if language == SOURCE_LANGUAGE else (PUBLISHERS, DIGESTS)
            allowed = {*names, *own}
            self.problems += stray_files(self.folder, [language], allowed)
        return locales

    def _check(self, catalogs: Mapping[str, Catalog]) -> None:
        """Report the problems that span files."""
        languages = {catalog.language: catalog for catalog in catalogs.values()}
        for catalog in languages.values():
            entry_checks.catalog(catalog, catalog.wording, self.report)
            store_text_checks.written(catalog, catalog.wording, self.report)
            self.problems += required_ids.missing_entries(catalog)
        self._stop_on_problems()

    def _source_file(self, name: str, shape: Any, language: str = SOURCE_LANGUAGE) -> Any:
        return self.files.build(ContentFile(f"{language}/{name}", shape, whole=True))

    def _fields(self, locale: Locale, drawings: Mapping[str, Drawing]) -> dict[str, Any]:
        """Return the fields of the catalog of *locale*."""
        translated = self.files.build_translated
        return {
            "language": locale.language,
            "wording": self._source_file(WORDING, Wording, locale.language),
            "readability": self._source_file(READABILITY, Readability, locale.language),
            "routines": self._routines(locale),
            "pictures": self._pictures(locale, drawings),
            "topics": {kind: translated(file, locale) for kind, file in TOPICS.items()},
            "pages": {name: translated(file, locale) for name, file in PAGES.items()},
            "prompts": self._named(Prompts, PROMPTS, locale),
            "labels": self._named(Labels, LABELS, locale),
            "untranslated": frozenset(self.files.untranslated.get(locale.language, ())),
            **{name: line.forms for name, line in locale.lines.items()},
            **{name: translated(file, locale) for name, file in FILES.items()},
        }

    def _references(
        self, language: str, references: Mapping[str, Reference]
    ) -> Mapping[str, Reference]:
        """Return *references* with the spoken names of their publishers in *language*."""
        if language == SOURCE_LANGUAGE:
            return references
        place = f"{language}/{PUBLISHERS}"
        names = self.files.build(ContentFile(place, Words))
        for key in names.keys() - references.keys():
            self.report(f"{place}: {key}: is unknown: correct the id, or add it to references.yaml")
        for key, reference in references.items():
            if reference.aloud and key not in names:
                self.report(f"{place}: {key}: is not translated: add it")
        return {
            key: replace(one, publisher=names.get(key, one.publisher))
            for key, one in references.items()
        }

    def _named(self, shape: Any, file: ContentFile, locale: Locale) -> Any:
        """Return *file* as an instance of *shape*, `Prompts` or `Labels`; None on problems."""
        entries = self.files.build_translated(file, locale)
        source = f"{SOURCE_LANGUAGE}/{file.name}"
        # Checked in the data: an entry that could not be built has been reported already.
        if isinstance(data := self.files.read(source), dict):
            self.problems += (f"{source}: {problem}" for problem in id_problems(shape, data))
        texts = {key: entry.say if file is PROMPTS else entry for key, entry in entries.items()}
        for problem in placeholder_problems(shape, texts):
            self.report(f"{locale.language}/{file.name}: {problem}")
        complete = needed_ids(shape).keys() <= entries.keys()
        return build_from_entries(shape, entries) if complete else None

    def _routines(self, locale: Locale) -> dict[str, Routine]:
        language = locale.language
        names = named_files(self.folder / SOURCE_LANGUAGE / "routines")
        for name in named_files(self.folder / language / "routines"):
            if name not in names:
                self.report(f"{language}/routines/{name}: is not in the source language: delete it")
        files = {name: ContentFile(f"routines/{name}", Routine, whole=True) for name in names}
        return {
            name.removesuffix(".yaml"): self.files.build_translated(file, locale)
            for name, file in files.items()
        }

    def _pictures(self, locale: Locale, drawings: Mapping[str, Drawing]) -> dict[str, Picture]:
        language = locale.language
        words = self.files.build_translated(PICTURES, locale)
        for key in words.keys() - drawings.keys():
            self.report(
                f"{language}/pictures.yaml: {key}: there is no pictures/{key}.yaml: "
                "draw it, or delete the words"
            )
        # For translations and unreadable files this problem has been reported already.
        if words and language == SOURCE_LANGUAGE:
            for key in drawings.keys() - words.keys():
                self.report(
                    f"pictures/{key}.yaml: has no words in {language}/pictures.yaml: add them"
                )
        drawn = drawings.items()
        return {key: Picture(words[key], drawing) for key, drawing in drawn if key in words}

    def _drawings(self) -> dict[str, Drawing]:
        """Return the drawing of every picture by id; all languages share them."""
        names = named_files(self.folder / "pictures")
        built = {
            name.removesuffix(".yaml"): self.files.build(
                ContentFile(f"pictures/{name}", Drawing, whole=True)
            )
            for name in names
        }
        return {key: drawing for key, drawing in built.items() if drawing is not None}
