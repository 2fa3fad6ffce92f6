"""Read YAML strictly: reject repeated keys, and unquoted words that YAML 1.1 converts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

#: The tag of unquoted words such as ``no``, which YAML 1.1 reads as a boolean.
AMBIGUOUS = "!ambiguous"


class YamlError(Exception):
    """Raised for a file that cannot be read as strict YAML; the message is one line."""


# The base class depends on the installation, which mypy cannot know.
class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader (in C if available) that rejects values that YAML 1.1 would convert."""

    yaml_implicit_resolvers = {  # noqa: RUF012  PyYAML's own shape of this table
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if not tag.endswith((":bool", ":int", ":float", ":timestamp"))
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            if key_node.tag == AMBIGUOUS:
                # A key is always text, so ``on: 2026-12-31`` is not ambiguous.
                key_node.tag = "tag:yaml.org,2002:str"
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise _at(key_node, "a name before a colon is no word: use letters")
            if key in seen:
                raise _at(key_node, f"{key!r} appears twice: delete or rename one")
            seen.add(key)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            raise _at(node, f"{node.value} is no day: correct the date") from None

    def construct_ambiguous(self, node: yaml.ScalarNode) -> Any:
        raise _at(node, f"{node.value} would be read as true or false: put it in double quotes")


def _at(node: yaml.Node, problem: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


def _plain_scalar(tag: str, pattern: str, first: str) -> None:
    """Read unquoted text that matches *pattern* as a value of *tag*."""
    _StrictLoader.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), list(first))


# Only numbers and dates without ambiguity. 10:30 and 0o17 stay text.
_plain_scalar("tag:yaml.org,2002:bool", "true|false", "tf")
_plain_scalar("tag:yaml.org,2002:int", r"0|-?[1-9][0-9]*", "-0123456789")
_plain_scalar("tag:yaml.org,2002:float", r"-?[0-9]+\.[0-9]+", "-0123456789")
_plain_scalar("tag:yaml.org,2002:timestamp", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "0123456789")
_plain_scalar(
    AMBIGUOUS,
    "yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N|True|TRUE|False|FALSE",
    "yYnNoOTF",
)
_StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _StrictLoader.construct_day)
_StrictLoader.add_constructor(AMBIGUOUS, _StrictLoader.construct_ambiguous)


def read_yaml(path: Path) -> Any:
    """Return the data of one YAML file.

    Raises:
        YamlError: If it is missing, not UTF-8, not YAML, or ambiguous.
    """
    try:
        return parse_yaml(str(path), path.read_text(encoding="utf-8"))
    except OSError as error:
        raise YamlError(f"{path}: {error.strerror or 'cannot be read'}") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise YamlError(f"{path}:{line}: is not UTF-8: save the file in this encoding") from error


def read_located_yaml(path: Path) -> tuple[Any, dict[tuple[str | int, ...], int]]:
    """Return the data of one YAML file, and the line of each value by its keys and indices.

    Raises:
        YamlError: As `read_yaml`.
    """
    data = read_yaml(path)
    node = yaml.compose(path.read_text(encoding="utf-8"), _StrictLoader)
    return data, dict(_line_numbers(node, ())) if node else {}


def _line_numbers(
    node: yaml.Node, at: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Yield the keys and the line of *node*, the value at *at*, and of every value inside it."""
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _line_numbers(value, (*at, key.value))
            # The line of the key, because a block begins on the line after it.
            yield (*at, key.value), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            yield from _line_numbers(value, (*at, place))


def parse_yaml(name: str, text: str) -> Any:
    """Return the data of *text*, a YAML file called *name*; raise YamlError as ``read_yaml``."""
    try:
        return yaml.load(text, _StrictLoader)  # noqa: S506  a SafeLoader
    except yaml.MarkedYAMLError as error:
        # Imported here, because a readable file needs no explanation.
        from .yaml_slips import slip

        line, problem = slip(text, error)
        raise YamlError(f"{name}:{line}: {problem}") from error
    except yaml.reader.ReaderError as error:
        from .yaml_slips import unreadable_character

        line, problem = unreadable_character(text, error)
        raise YamlError(f"{name}:{line}: {problem}") from error
    except yaml.YAMLError as error:
        raise YamlError(f"{name}: {' '.join(str(error).split())}") from error
    except ValueError as error:
        raise YamlError(f"{name}: {error}") from error
