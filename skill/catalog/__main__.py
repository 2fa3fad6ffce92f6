"""Check and compile the content, and write reports: ``python -m skill.catalog [COMMAND]``."""

from __future__ import annotations

import argparse
import datetime
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..common.exit_status import problem_status, status_of
from ..common.paths import CONTENT, MODELS
from ..common.strict_yaml import read_yaml
from .checks.editor_checks import editor_problems
from .compiled import compile_catalogs
from .content_error import ContentError
from .loader import load_catalogs
from .model.untranslated import MARK
from .problem_lines import located
from .review.claim_coverage import (
    accounts,
    coverage_data,
    coverage_lines,
    coverage_problems,
    coverage_totals,
)
from .review.review_page import write_review_page
from .review.review_queue import count_states, review_queue
from .review.signature import SignatureError, sign_entry
from .translated_files import SOURCE_LANGUAGE
from .translation.language_start import start_language, write_digests
from .translation.translation_progress import progress


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status: 0, or 1 if there are problems."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser, commands = _parser()
    if not words or words[0] not in {*commands, "-h", "--help"}:
        words.insert(0, "check")
    options = parser.parse_args(words)
    return status_of(lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    try:
        return int(options.run(options))
    except ContentError as error:
        return _report(error.problems, options)


def _parser() -> tuple[argparse.ArgumentParser, frozenset[str]]:
    parser = argparse.ArgumentParser(prog="python -m skill.catalog", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    check = commands.add_parser("check", help="print every problem (the default command)")
    check.set_defaults(run=_check)
    coverage = commands.add_parser("coverage", help="report what states or corrects each claim")
    coverage.add_argument("--json", action="store_true", help="print the same as data")
    coverage.set_defaults(run=_coverage)
    compiled = commands.add_parser("compile", help="compile the content for faster starts")
    compiled.set_defaults(run=_compile)
    for command in (check, coverage, compiled):
        command.add_argument("content", nargs="?", type=_folder, default=CONTENT, metavar="FOLDER")
    _add_language_commands(commands)
    queue = commands.add_parser("queue", help="list what a clinician has to read, risky first")
    queue.set_defaults(run=_queue)
    queue.add_argument("content", nargs="?", type=_folder, default=CONTENT, metavar="FOLDER")
    sign = commands.add_parser("sign", help="note that a clinician has read and approved an entry")
    sign.add_argument("entry", help="its group and id, such as warnings/deep-water")
    sign.add_argument("--by", required=True, help="the clinician's name")
    sign.add_argument("--content", type=_folder, default=CONTENT, metavar="FOLDER")
    sign.set_defaults(run=_sign)
    review = commands.add_parser("review", help="write a page for a clinician to review and sign")
    review.add_argument("file", nargs="?", type=Path, default=Path("review.html"), metavar="FILE")
    review.add_argument("--content", type=_folder, default=CONTENT, metavar="FOLDER")
    review.set_defaults(run=_review)
    return parser, frozenset(commands.choices)


def _add_language_commands(commands: Any) -> None:
    start = commands.add_parser("start", help="write the folders of a language, to translate")
    start.add_argument("--locale", help="the locale of its first country, such as de-AT")
    start.set_defaults(run=_start)
    state = commands.add_parser("progress", help="list what is to do in a translation")
    state.set_defaults(run=_progress)
    accept = commands.add_parser("accept", help="note that a translation follows today's English")
    accept.set_defaults(run=_accept)
    for command in (start, state, accept):
        command.add_argument("language", type=_language, metavar="LANGUAGE")
        command.add_argument("content", nargs="?", type=_folder, default=CONTENT, metavar="FOLDER")


def _language(text: str) -> str:
    if not re.fullmatch("[a-z]{2}", text) or text == SOURCE_LANGUAGE:
        raise argparse.ArgumentTypeError(f"{text!r} is no code of another language, such as de")
    return text


def _folder(text: str) -> Path:
    if not (path := Path(text)).is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is neither a command nor a folder")
    return path


def _check(options: argparse.Namespace) -> int:
    catalogs = load_catalogs(options.content)
    catalog = next(iter(catalogs.values()))
    today = datetime.datetime.now(datetime.UTC).date()
    if problems := editor_problems(catalogs.values(), options.content, today):
        return _report(problems, options)
    topics = sum(len(entries) for entries in catalog.topics.values())
    print(
        f"content is in order: {len(catalogs)} locales, {len(catalog.routines)} routines, "
        f"{topics} topics, {len(catalog.warnings)} warning signs, {len(catalog.claims)} claims"
    )
    for language in sorted({one.language for one in catalogs.values()} - {SOURCE_LANGUAGE}):
        print(progress(options.content, options.content.parent / MODELS.name, language))
    return 0


def _start(options: argparse.Namespace) -> int:
    language, models = options.language, options.content.parent / MODELS.name
    locale = options.locale or f"{language}-{language.upper()}"
    written = start_language(options.content, models, language, locale)
    print(f"{len(written)} files written; translate what begins with {MARK!r} in")
    print(f"  {options.content / language}\n  {models / language}")
    print(progress(options.content, models, language))
    return 0


def _progress(options: argparse.Namespace) -> int:
    found = progress(options.content, options.content.parent / MODELS.name, options.language)
    lines = (
        *(f"{place}: is still English: translate it" for place in found.english),
        *(f"{place}: has changed in English: compare it" for place in found.changed),
    )
    for line in (*located(lines, options.content), *found.unheard):
        print(line)
    print(found)
    return 0


def _queue(options: argparse.Namespace) -> int:
    queue = review_queue(load_catalogs(options.content)["other"])
    for one in queue:
        print(f"{one.state:8}{one.place.group}/{one.place.entry}: {one.title}")
    count = count_states(queue)
    print(
        f"{count['signed']} of {len(queue)} entries are signed as they are now, "
        f"{count['changed']} have changed since, {count['never']} were never signed"
    )
    return 0


def _sign(options: argparse.Namespace) -> int:
    queue = review_queue(load_catalogs(options.content)["other"])
    named = {f"{one.place.group}/{one.place.entry}": one for one in queue}
    if options.entry not in named:
        print(f"{options.entry}: is no entry; python -m skill.catalog queue lists them")
        return 1
    today = datetime.datetime.now(datetime.UTC).date()
    try:
        file = sign_entry(options.content, named[options.entry], options.by, today)
    except SignatureError as error:
        print(f"{options.entry}: {error}")
        return 1
    print(f"{file}: {options.entry} is signed")
    return 0


def _accept(options: argparse.Namespace) -> int:
    write_digests(options.content, options.language)
    print(progress(options.content, options.content.parent / MODELS.name, options.language))
    return 0


def _coverage(options: argparse.Namespace) -> int:
    found = accounts(load_catalogs(options.content)["other"])
    if options.json:
        print(json.dumps(coverage_data(found), ensure_ascii=False, indent=2))
        return 1 if coverage_problems(found) else 0
    for line in coverage_lines(found):
        print(line)
    count = coverage_totals(found)
    print(
        f"{count['accounted for']} of {len(found)} claims are accounted for: "
        f"{count['ledger']} from the articles and the evidence beside them, "
        f"{count['care']} on care and warning signs; {count['said']} are said, "
        f"{count['set right']} set right, {count['left out']} left out with a reason; "
        f"{count['without a published source']} have no published source, "
        f"{count['with unread sources']} only unread sources"
    )
    return problem_status(coverage_problems(found))


def _review(options: argparse.Namespace) -> int:
    catalog = load_catalogs(options.content)["other"]
    locales = read_yaml(options.content / "locales.yaml").items()
    languages = (item for item in locales if item[1]["language"] == catalog.language)
    calls = {key: it["emergency"]["say"] for key, it in languages}
    today = datetime.datetime.now(datetime.UTC).date()
    try:
        count = write_review_page(catalog, calls, options.file, today)
    except OSError as error:
        print(f"{options.file}: {error.strerror}", file=sys.stderr)
        return 1
    print(f"{options.file}: {count} entries to read and sign")
    return 0


def _compile(options: argparse.Namespace) -> int:
    try:
        file = compile_catalogs(options.content)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    print(f"{file}: {file.stat().st_size // 1024} KB of content, checked and ready")
    return 0


def _report(problems: Sequence[str], options: argparse.Namespace) -> int:
    """Print *problems* with paths that can be opened from here; return 1."""
    folder = options.content.parent.resolve()
    here = folder == Path.cwd()
    shown = problems if here else [f"{folder}/{problem}" for problem in problems]
    if not getattr(options, "json", False):
        return problem_status(shown)
    print(json.dumps({"problems": list(shown)}, ensure_ascii=False, indent=2))
    return 1


if __name__ == "__main__":
    sys.exit(main())
