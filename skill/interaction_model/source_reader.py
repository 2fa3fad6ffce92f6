"""Read the folder ``interaction_model/<language>/``; report every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..catalog.dataclass_loader import build_dataclass, mapping
from ..common.strict_yaml import YamlError, read_yaml
from .sentence_templates import (
    Rules,
    TemplateError,
    expand_template,
    parse_template,
    rules_in,
)
from .utterance_source import (
    Importance,
    SampleGroup,
    SourceError,
    SourceIntent,
    Template,
    UtteranceSource,
    short_path,
    slots_in,
)

INVOCATION_FILE = "invocation.yaml"
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class _InvocationFile:
    invocation_name: str


@dataclass(frozen=True)
class _Group:
    example: str
    samples: tuple[str, ...]
    importance: Importance = "usual"


def read_sources(folder: Path, languages: Iterable[str]) -> dict[str, UtteranceSource]:
    """Return the utterances of each language; raise SourceError with the problems of all."""
    sources: dict[str, UtteranceSource] = {}
    problems: list[str] = []
    for language in sorted(set(languages)):
        try:
            sources[language] = read_source(folder / language)
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(problems)
    return sources


def read_source(folder: Path) -> UtteranceSource:
    """Return the utterances in the folder of a language; raise SourceError with all problems."""
    if not folder.is_dir():
        raise SourceError([f"{short_path(folder)}: there is no such folder: add it"])
    reader = _SourceReader(folder)
    try:
        return reader.source()
    except SourceError as error:
        raise SourceError(sorted(set(error.problems))) from None


class _SourceReader:
    """Read the files of one language and collect their problems."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        #: The rules by name, parsed; templates refer to them.
        self.parsed: Rules = {}

    def source(self) -> UtteranceSource:
        rules = self._rules()
        # Each template that refers to an unreadable rule would be a problem too.
        self._raise_problems()
        values = self._values()
        intents = self._intents()
        if not intents:
            self._report(f"{short_path(self.folder / 'intents')}: has no file: add one")
        invocation_name = self._invocation_name()
        self._raise_problems()
        used = {
            name
            for templates in (rules.values(), _all_templates(values, intents))
            for template in templates
            for name in rules_in(template.text)
        }
        for name in rules.keys() - used:
            self._report(f"{rules[name].place}: no template uses <{name}>: delete it")
        self._raise_problems()
        return UtteranceSource(short_path(self.folder), invocation_name, rules, values, intents)

    def _raise_problems(self) -> None:
        if self.problems:
            raise SourceError(self.problems)

    def _invocation_name(self) -> str:
        file = self.folder / INVOCATION_FILE
        if (data := self._read(file)) is None:
            return ""
        built = build_dataclass(_InvocationFile, data, short_path(file), self.problems.append)
        return built.invocation_name if built else ""

    def _rules(self) -> dict[str, Template]:
        texts: dict[str, tuple[str, str]] = {}
        for file in self._files("rules"):
            lines, data = _Lines(file), self._read(file)
            for name, text in self._mapping(str, data, file).items():
                place = lines.place(text)
                if name in texts:
                    self._report(f"{place}: <{name}> is also in {texts[name][1]}: keep one")
                texts[name] = text, place
        parsed = {}
        for name, (text, place) in texts.items():
            try:
                parsed[name] = parse_template(text)
            except TemplateError as error:
                self._report(f'{place}: "{text}": {error}')
        self.parsed = parsed
        return {name: self._template(*texts[name]) for name in parsed}

    def _values(self) -> dict[str, dict[str, tuple[Template, ...]]]:
        values: dict[str, dict[str, tuple[Template, ...]]] = {}
        for file in self._files("values"):
            lines, before = _Lines(file), len(self.problems)
            types = self._entries(file)
            if len(self.problems) > before:
                continue
            for slot_type, entries in types.items():
                known = values.setdefault(slot_type, {})
                for value_id, texts in entries.items():
                    if value_id in known:
                        what = f"{slot_type} {value_id} is in another file too: keep one"
                        self._report(f"{short_path(file)}: {what}")
                    known[value_id] = tuple(self._phrases(texts, lines))
        return values

    def _entries(self, file: Path) -> dict[str, dict[str, Any]]:
        """Return the templates of each slot type and value id in *file*."""
        data = self._read(file)
        if not isinstance(data, dict) or not all(isinstance(one, dict) for one in data.values()):
            what = "must map slot types to value ids to lists of phrases"
            self._report(f"{short_path(file)}: {what}")
            return {}
        place = short_path(file)
        return {
            slot_type: mapping(tuple[str, ...], entries, f"{place}: {slot_type}", self._report)
            for slot_type, entries in data.items()
        }

    def _phrases(self, texts: Iterable[str], lines: _Lines) -> Iterator[Template]:
        for text in texts:
            template = self._template(text, lines.place(text))
            for slot in dict.fromkeys(slots_in(" ".join(template.samples))):
                what = f"a value has no slot {{{slot}}}: write words"
                self._report(f'{template.place}: "{text}": {what}')
            yield template

    def _intents(self) -> tuple[SourceIntent, ...]:
        """Return the intents: each is a file, or a folder of files if it is long."""
        intents: dict[str, SourceIntent] = {}
        for file in self._files("intents"):
            name = file.relative_to(self.folder / "intents").with_suffix("").parts[0]
            part = self._intent(name, file)
            if (whole := intents.get(name)) is None:
                intents[name] = part
                continue
            for slot in whole.slots.keys() & part.slots.keys():
                if whole.slots[slot] != part.slots[slot]:
                    self._report(f"{part.place}: {slot} has another type in {whole.place}: use one")
            slots = {**whole.slots, **part.slots}
            intents[name] = replace(whole, slots=slots, groups=(*whole.groups, *part.groups))
        return tuple(intents.values())

    def _intent(self, name: str, file: Path) -> SourceIntent:
        place, before, data = short_path(file), len(self.problems), self._read(file)
        if not isinstance(data, dict):
            if data is not None:
                what = "must have slots and groups; an intent without own samples is written {}"
                self._report(f"{place}: {what}")
            return SourceIntent(name, place)
        for key in sorted(data.keys() - {"slots", "groups"}):
            self._report(f"{place}: {key}: is not a field; the fields are slots, groups")
        slots = mapping(str, data.get("slots", {}), f"{place}: slots", self._report)
        groups = mapping(_Group, data.get("groups", {}), f"{place}: groups", self._report)
        if len(self.problems) > before:
            return SourceIntent(name, place)
        lines = _Lines(file)
        built = (self._group(name, group, slots, lines) for name, group in groups.items())
        return SourceIntent(name, place, slots, tuple(built))

    def _group(
        self, name: str, group: _Group, slots: Mapping[str, str], lines: _Lines
    ) -> SampleGroup:
        templates = tuple(self._template(text, lines.place(text)) for text in group.samples)
        for template in templates:
            for slot in dict.fromkeys(slots_in(" ".join(template.samples))):
                if slot not in slots:
                    what = f"{{{slot}}} is not a slot of this intent: add it to slots"
                    self._report(f'{template.place}: "{template.text}": {what}')
        return SampleGroup(name, group.example, templates, group.importance)

    def _template(self, text: str, place: str) -> Template:
        try:
            return Template(text, place, expand_template(text, self.parsed))
        except TemplateError as error:
            self._report(f'{place}: "{text}": {error}')
            return Template(text, place, ())

    def _mapping(self, shape: Any, data: Any, file: Path) -> dict[str, Any]:
        return mapping(shape, data, short_path(file), self._report) if data is not None else {}

    def _files(self, folder: str) -> list[Path]:
        return sorted((self.folder / folder).rglob("*.yaml"))

    def _read(self, file: Path) -> Any:
        """Return the data of *file*, or None after reporting why it cannot be read."""
        try:
            return read_yaml(file)
        except YamlError as error:
            self._report(re.sub(r"^(.*?): line (\d+)", r"\1:\2", _shortened(error, file)))
            return None

    def _report(self, problem: str) -> None:
        self.problems.append(problem)


class _Lines:
    """The lines of the quoted texts of a file."""

    def __init__(self, file: Path) -> None:
        self._path = short_path(file)
        self._lines: dict[str, int] = {}
        text = file.read_text(encoding="utf-8", errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            for quoted in _QUOTED.findall(line):
                self._lines.setdefault(quoted, number)

    def place(self, text: str) -> str:
        """Return ``file:line`` of a quoted text, or the file if it is written otherwise."""
        line = self._lines.get(text)
        return f"{self._path}:{line}" if line else self._path


def _all_templates(
    values: Mapping[str, Mapping[str, tuple[Template, ...]]], intents: Iterable[SourceIntent]
) -> Iterator[Template]:
    for entries in values.values():
        for templates in entries.values():
            yield from templates
    for intent in intents:
        yield from intent.templates


def _shortened(error: YamlError, file: Path) -> str:
    return str(error).replace(str(file), short_path(file), 1)
