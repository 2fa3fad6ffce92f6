"""Explain why a text is not YAML: the line of the slip, and what to do, in an editor's words.

The parser reports the place where it cannot go on, which is often a line after the slip, and names
its own state. The functions here look at the lines themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import yaml

#: A line number, counted from 1, and what is wrong there.
Slip = tuple[int, str]

#: The beginning of a line that cannot be inside a quoted text: a field, with or without a dash.
_FIELD = re.compile(r"\s*(?:- )?\{?[\w-]+:(?:\s|$)")
_QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')
_AFTER_QUOTE = re.compile(r"\s*(?=[^\s,}\]:#])(?P<rest>.*)")
_MERGE_MARK = re.compile(r"<{7} |={7}$|>{7} ")
_NO_SPACE = re.compile(r"""\s*(?:- )?[\w-]+:(?=["'{\[])""")
_NO_COLON = re.compile(r'\s*(?:- )?[a-z][\w-]* +"')
_CLOSINGS = {"{": "}", "[": "]"}
_CLOSES_NOTHING = "closes a bracket that no bracket opens: delete it"


class _Fault:
    """What the parser reports: the lines of the text, and its places in them, counted from 0."""

    def __init__(self, text: str, error: yaml.MarkedYAMLError) -> None:
        self.lines: Sequence[str] = text.splitlines()
        self.problem = str(error.problem)
        self.line, self.column = _place(error.problem_mark)
        self.start, _ = _place(error.context_mark) if error.context_mark else (self.line, 0)

    def text(self, line: int) -> str:
        """Return line number *line*, or an empty text if there is none."""
        return self.lines[line] if line < len(self.lines) else ""

    @property
    def nearby(self) -> range:
        """The parser's line and the one before it."""
        return range(max(0, self.line - 1), self.line + 1)

    @property
    def character(self) -> str:
        """The character at the parser's place."""
        return self.text(self.line)[self.column : self.column + 1]

    @property
    def is_first(self) -> bool:
        """Whether only spaces are before the parser's place in its line."""
        return not self.text(self.line)[: self.column].strip()


def slip(text: str, error: yaml.MarkedYAMLError) -> Slip:
    """Return the line of the slip in *text* for which the parser raised *error*, and the remedy."""
    fault = _Fault(text, error)
    for look in _LOOKS:
        if found := look(fault):
            line, problem = found
            return line + 1, problem
    # The file ends before the parser's place if something is not closed.
    return min(fault.line, max(len(fault.lines) - 1, 0)) + 1, fault.problem


def unreadable_character(text: str, error: yaml.reader.ReaderError) -> Slip:
    """Return the line of a character that YAML does not allow, and the remedy."""
    line = text.count("\n", 0, error.position) + 1
    code = error.character if isinstance(error.character, int) else ord(error.character)
    return line, f"has a character that cannot be seen (number {code}): delete it"


def _place(mark: yaml.Mark | None) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


def _merge_mark(fault: _Fault) -> Slip | None:
    for line, text in enumerate(fault.lines):
        if _MERGE_MARK.match(text):
            return line, "is a mark of an unfinished merge: keep one version and delete the marks"
    return None


def _tab(fault: _Fault) -> Slip | None:
    for line, text in enumerate(fault.lines[: fault.line + 1]):
        if "\t" in text[: len(text) - len(text.lstrip())]:
            return line, "begins with a tab: use spaces"
    return None


def _open_quote(fault: _Fault) -> Slip | None:
    """Return the line of a double quote that is open where another field begins."""
    opened = None
    for line, text in enumerate(fault.lines):
        if opened is not None and _FIELD.match(text):
            break
        if text.lstrip().startswith("#") and opened is None:
            continue
        if len(re.findall(r'(?<!\\)"', text)) % 2:
            opened = line if opened is None else None
    if opened is None or opened > fault.line:
        return None
    if _closes_only(fault.text(opened)):
        return opened, "has a closing double quote, but no opening one: add it"
    return opened, "has no closing double quote: add it at the end of the text"


def _closes_only(text: str) -> bool:
    """Return whether the only quote in *text* is at its end, so that the first one is missing."""
    return text.count('"') == 1 and bool(re.match(r'\s*(?:- )?[\w-]+: [^"]+"$', text))


def _after_quote(fault: _Fault) -> Slip | None:
    for line in range(fault.start, fault.line + 1):
        for quoted in _QUOTED.finditer(fault.text(line)):
            rest = _AFTER_QUOTE.match(fault.text(line), quoted.end())
            if rest and re.match(r"[\w-]+:\s", rest["rest"]):
                field = rest["rest"].partition(":")[0]
                return line, f"has no comma before {field}: add it"
            if rest:
                return line, (
                    f"goes on after the closing quote of {quoted.group()}: "
                    "inside a text use single quotes"
                )
    return None


def _space(fault: _Fault) -> Slip | None:
    for line in fault.nearby:
        if found := _NO_SPACE.match(fault.text(line)):
            return line, f"has no space after the colon of {found.group().strip(' -:')}: add it"
        if re.match(r"""\s*-["'{\w]""", fault.text(line)):
            return line, "has no space after the dash: add it"
    return None


def _colon_left_out(fault: _Fault) -> Slip | None:
    for line in fault.nearby:
        if _NO_COLON.match(fault.text(line)):
            name = fault.text(line).strip().removeprefix("- ").split()[0]
            return line, f"has no colon after {name}: add it"
    if "could not find expected ':'" in fault.problem:
        return fault.start, "has no colon: write a name, a colon and a space"
    return None


def _colon_in_text(fault: _Fault) -> Slip | None:
    if fault.character != ":" or not fault.text(fault.line)[: fault.column].count(":"):
        return None
    return fault.line, "has a colon inside a text without quotes: put the text in double quotes"


def _indent(fault: _Fault) -> Slip | None:
    values = "mapping values are not allowed" in fault.problem
    groups = fault.problem.startswith(("did not find expected key", "did not find expected '-'"))
    if not (groups and fault.is_first and fault.character) and not values:
        return None
    return fault.line, (
        "begins too far to the left or to the right: "
        "begin it exactly below the line that it belongs with"
    )


def _bracket(fault: _Fault) -> Slip | None:
    if fault.character in ("}", "]") and not fault.problem.startswith("did not find expected ','"):
        return fault.line, _CLOSES_NOTHING
    if not fault.problem.startswith("did not find expected ','"):
        return None
    closing = fault.problem[-2]
    opening = next((one for one, other in _CLOSINGS.items() if other == closing), "{")
    if fault.line == fault.start and fault.character not in ("}", "]"):
        rest = fault.text(fault.line)[fault.column :]
        return fault.line, f"has no comma before {rest!r}: add it"
    return fault.start, _not_closed(opening)


def _open_bracket(fault: _Fault) -> Slip | None:
    """Return the last line with an opening bracket if the file ends before its closing one."""
    if fault.character or not fault.problem.startswith("did not find expected node"):
        return None
    lines = [line for line, text in enumerate(fault.lines) if re.search(r"[\[{]", text)]
    bracket = re.findall(r"[\[{]", fault.text(lines[-1]))[-1] if lines else ""
    return (lines[-1], _not_closed(bracket)) if lines else None


def _not_closed(opening: str) -> str:
    return f"opens a {opening} that nothing closes: add {_CLOSINGS[opening]}"


def _special_character(fault: _Fault) -> Slip | None:
    begins = ("found character that cannot start", "did not find expected alphabetic")
    if not fault.problem.startswith((*begins, "could not determine a constructor", "found undef")):
        return None
    line = fault.text(fault.line)
    marks = re.search(r"(?:^|[\s\[{,])([*&!%@`])", line)
    if not marks:
        return None
    return fault.line, f"has a text that begins with {marks[1]}: put the text in double quotes"


def _by_message(fault: _Fault) -> Slip | None:
    found = next((said for said in _MESSAGES if fault.problem.startswith(said)), None)
    return (fault.line, _MESSAGES[found]) if found else None


#: The beginning of a message of the parser that is about its own line -> what an editor can do.
_MESSAGES = {
    "found unknown escape character": "has a backslash in a text: delete it",
    "block sequence entries are not allowed": (
        "begins a list behind a name: begin the list on the next line"
    ),
    "but found another document": "begins a second document with ---: delete the dashes",
    "did not find expected node content": (
        "has a comma or bracket where a text is expected: delete it"
    ),
    "did not find expected key": (
        "goes on where the text has ended: put the whole text in double quotes"
    ),
    "did not find expected comment or line break": (
        "begins with > or |, which has a meaning of its own: put the text in double quotes"
    ),
}
#: In the order of trying: what is seen in the lines goes before what the parser says.
_LOOKS: tuple[Callable[[_Fault], Slip | None], ...] = (
    _merge_mark,
    _tab,
    _open_quote,
    _special_character,
    _space,
    _colon_left_out,
    _colon_in_text,
    _after_quote,
    _bracket,
    _open_bracket,
    _indent,
    _by_message,
)
