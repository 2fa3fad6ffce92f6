"""Name-free interaction: phrases that reach the skill without its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..catalog import ContentError, Words
from ..catalog.dataclass_loader import mapping
from ..catalog.intent_names import LAUNCH, RELIEF
from ..common.strict_yaml import YamlError, read_yaml
from ..handlers import UNASKED
from ..interaction_model.overlaps import understood_as
from ..interaction_model.sample_trie import Grammar, grammar

Json = dict[str, Any]
#: Phrases by their target: LaunchRequest, or an intent.
Phrases = Mapping[str, tuple[Words, ...]]

MOST_PHRASES = 5
SHORTEST = 3

_PHRASE = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*(?: [^\W\d_]+(?:['-][^\W\d_]+)*)*")


def read_phrases(file: Path) -> Phrases:
    """Return the phrases in *file*; none if the language has no such file.

    Raises:
        ContentError: If the file cannot be read or has another shape.
    """
    if not file.exists():
        return {}
    problems: list[str] = []
    try:
        found = mapping(tuple[Words, ...], read_yaml(file), file.name, problems.append)
    except YamlError as error:
        problems.append(str(error))
    if problems:
        raise ContentError(sorted(problems))
    return found


def container(phrases: Phrases) -> Json:
    """Return the phrases as Amazon's JSON, which is a sibling of ``languageModel``."""
    return {"ingressPoints": [_point(target, texts) for target, texts in phrases.items()]}


def name_free_problems(phrases: Phrases, model: Json) -> Iterator[str]:
    """Yield ``target: what is wrong`` for every rule that *phrases* break, given *model*."""
    words = grammar(model)
    for target, texts in phrases.items():
        if target not in {LAUNCH, *UNASKED}:
            yield f"{target}: is no allowed target; allowed: {LAUNCH}, {_sorted_names(UNASKED)}"
        if len(texts) > MOST_PHRASES:
            yield f"{target}: {len(texts)} phrases are more than {MOST_PHRASES}"
        for text in texts:
            yield from (f"{target}: {text!r} {what}" for what in _phrase(target, text, words))
    for text, times in Counter(text for texts in phrases.values() for text in texts).items():
        if times > 1:
            yield f"{text!r} is there {times} times"


def _phrase(target: str, text: str, words: Grammar) -> Iterator[str]:
    if not _PHRASE.fullmatch(text):
        yield "has more than letters, spaces, apostrophes and hyphens"
    elif len(text.split()) < SHORTEST:
        yield f"has fewer than {SHORTEST} words, and would match requests for other skills"
    # A phrase for LaunchRequest matches the relief intent in the model.
    elif (RELIEF if target == LAUNCH else target) not in understood_as(words, text):
        yield "matches another intent inside the skill"


def _sorted_names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _point(target: str, texts: tuple[Words, ...]) -> Json:
    kind = {"type": "LAUNCH"} if target == LAUNCH else {"type": "INTENT", "name": target}
    return {
        **kind,
        "sampleUtterances": [{"format": "RAW_TEXT", "value": text} for text in texts],
    }
