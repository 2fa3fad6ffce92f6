"""Read ``interaction_model/<language>/language.yaml``: the words of a language that code needs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

FILE_NAME = "language.yaml"
SLOT_NAMES = "slot_names.json"
#: Marks a field that the file may leave out.
OPTIONAL = {"optional": True}

Shape = TypeVar("Shape")
Keys = tuple[str | int, ...]
Lines = Mapping[Keys, int]
_KINDS = {str: "text", int: "a whole number"}


class LanguageError(ValueError):
    """Raised for an unusable language file; ``problems`` are ``file:line: what is wrong``."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class PluralRule:
    """A plural ending and what replaces it, in words of at least so many letters."""

    ending: str
    singular: str
    letters: int
    #: Endings of words that only look like plurals.
    unlike: tuple[str, ...] = field(default=(), metadata=OPTIONAL)


@dataclass(frozen=True)
class Spelling:
    """What makes different spellings of the same words equal."""

    #: A short form -> its long form. Forms with an apostrophe are replaced before the endings.
    contractions: Mapping[str, str] = field(default_factory=dict)
    #: An ending with an apostrophe -> the word that it stands for.
    endings: Mapping[str, str] = field(default_factory=dict)
    #: Several words -> the words that mean the same.
    phrases: Mapping[str, str] = field(default_factory=dict)
    #: The numbers from zero, in order.
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inflection:
    """What makes different forms of the same word equal."""

    #: The first rule that fits is used.
    plurals: tuple[PluralRule, ...] = ()
    #: The first ending that leaves `shortest_stem` letters is removed.
    stem_endings: tuple[str, ...] = ()
    shortest_stem: int = 0


@dataclass(frozen=True)
class NegationWords:
    """The words that deny other words."""

    #: They deny what follows within `reach` words.
    denying: tuple[str, ...] = ()
    reach: int = 0
    #: Denies only the word after it; elsewhere it may be an answer of its own.
    answer: str = ""
    #: They end a denial.
    contrasts: tuple[str, ...] = ()
    #: They carry a denial on.
    connectors: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReliefWords:
    """The words that say whether a complaint is over."""

    #: Names of the complaint, and cries; alone they mean that it is not over.
    complaints: tuple[str, ...] = ()
    cries: tuple[str, ...] = ()
    #: Beginnings of words for the complaint.
    stems: tuple[str, ...] = ()
    #: It is over; after a word of `denying`, it is not.
    eased: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    #: A movement is possible: with a word of `moves` but without one of `once_more`, not over.
    able: str = ""
    moves: tuple[str, ...] = ()
    once_more: tuple[str, ...] = ()
    #: Changes; before a word of `tight` they do not mean that it is over.
    becomes: tuple[str, ...] = ()
    tight: tuple[str, ...] = ()


@dataclass(frozen=True)
class InvocationWords:
    """The words around the invocation name of a skill."""

    #: Words before the request itself.
    wake_words: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    #: Words that open a skill, before its name; and what its name may have around it.
    launch: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    #: Words between a request and the name of the skill that shall answer it.
    prepositions: tuple[str, ...] = ()
    #: Words after the name without a meaning for the request.
    courtesy: tuple[str, ...] = ()
    #: Words that Alexa removes before the request, and what replaces them.
    connectors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: Words that end the session, whatever the skill would answer.
    leaving: tuple[str, ...] = ()


@dataclass(frozen=True)
class ValueWords:
    """The words of slot values."""

    #: They do not change which value is meant, such as articles and degrees.
    skipped: tuple[str, ...] = ()


# Compared by identity, so that it can be the key of a cache.
@dataclass(frozen=True, eq=False)
class Language:
    """The words of one language; without a file there are none, and words are compared as such."""

    spelling: Spelling = field(default_factory=Spelling)
    inflection: Inflection = field(default_factory=Inflection)
    negation: NegationWords = field(default_factory=NegationWords)
    relief: ReliefWords = field(default_factory=ReliefWords)
    #: Words without a meaning of their own, of one or several words.
    fillers: tuple[str, ...] = ()
    #: Words of degree.
    degrees: tuple[str, ...] = ()
    #: Words that make a question.
    questions: tuple[str, ...] = ()
    #: Words that refer to something said before; alone they are no slot value.
    pointers: tuple[str, ...] = ()
    invocation: InvocationWords = field(default_factory=InvocationWords)
    slot_values: ValueWords = field(default_factory=ValueWords)


#: For a language without a file.
PLAIN = Language()


def language_file(models: Path, language: str) -> Path:
    """Return the path of the file of *language* in the folder of the interaction models."""
    return models / language / FILE_NAME


def slot_names_file(models: Path, language: str) -> Path:
    """Return the path of the generated file with all names of slot values of *language*."""
    return models / language / SLOT_NAMES


def read_language(path: Path) -> Language:
    """Return the words in *path*; raise LanguageError as `read_typed` does."""
    return read_typed(path, Language)


def read_typed(path: Path, shape: type[Shape]) -> Shape:
    """Return the YAML file *path* as an instance of the dataclass *shape*.

    Raises:
        LanguageError: If the file cannot be read, or has a field that is missing, unknown or of
            another kind; it has every problem.
    """
    # Imported here, because a start from the compiled content needs no YAML.
    from ..common.strict_yaml import YamlError, read_located_yaml

    try:
        data, lines = read_located_yaml(path)
    except YamlError as error:
        raise LanguageError([str(error).replace(": line ", ":", 1)]) from error
    except OSError as error:
        raise LanguageError([f"{path}: {error.strerror}"]) from error
    reader = _Reader(lines)
    found: Shape = reader.read(shape, data)
    if reader.problems:
        problems = sorted(set(reader.problems))
        raise LanguageError([f"{path}:{line}: {problem}" for line, problem in problems])
    return found


class _Reader:
    """Builds dataclasses from data, and collects the problems with their lines."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.problems: list[tuple[int, str]] = []

    def read(self, shape: Any, data: Any, at: Keys = ()) -> Any:
        """Return *data*, the value at the keys *at*, as an instance of *shape*."""
        if dataclasses.is_dataclass(shape):
            return self._dataclass(shape, data, at)
        if get_origin(shape) is tuple:
            return self._list(get_args(shape)[0], data, at)
        if get_origin(shape) is Mapping:
            return self._mapping(get_args(shape)[1], data, at)
        if type(data) is not shape:
            self._report(at, f"must be {_KINDS[shape]}")
        return data

    def _dataclass(self, shape: Any, data: Any, at: Keys) -> Any:
        if not isinstance(data, dict):
            self._report(at, "must be a group of fields")
            return None
        fields = {one.name: one for one in dataclasses.fields(shape)}
        for key in data.keys() - fields.keys():
            self._report((*at, key), f"is no field here; the fields are {', '.join(fields)}")
        missing = [key for key in fields.keys() - data.keys() if not fields[key].metadata]
        for key in missing:
            self._report(at, f"{key}: is missing")
        hints = get_type_hints(shape)
        known = {key: self.read(hints[key], data[key], (*at, key)) for key in fields if key in data}
        return None if missing else shape(**known)

    def _list(self, shape: Any, data: Any, at: Keys) -> tuple[Any, ...]:
        if not isinstance(data, list):
            self._report(at, "must be a list")
            return ()
        return tuple(self.read(shape, one, (*at, place)) for place, one in enumerate(data))

    def _mapping(self, shape: Any, data: Any, at: Keys) -> Mapping[str, Any]:
        if not isinstance(data, dict):
            self._report(at, "must have a text and a colon for each entry")
            return {}
        return {key: self.read(shape, value, (*at, key)) for key, value in data.items()}

    def _report(self, at: Keys, problem: str) -> None:
        place = "".join(f"{key}: " for key in at if isinstance(key, str))
        self.problems.append((self._lines.get(at, 1), place + problem))
