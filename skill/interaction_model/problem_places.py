"""Where the words of a model are written: ``file:line`` of samples and of slot value phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..catalog import Catalog
from ..catalog.texts import VALUE_GROUPS
from .utterance_source import UtteranceSource

_SAMPLE = re.compile(r'"([^"]+)": ')
_PHRASE = re.compile(r'([^ :]+): "([^"]+)"(?:: |.* is also a name of (\S+)$)')


class ProblemPlaces:
    """The places of intents, samples and phrases of one language."""

    def __init__(self, source: UtteranceSource, catalog: Catalog) -> None:
        self._source = source
        self._catalog = catalog
        self._intents = {intent.name: intent for intent in source.intents}

    def of_sample(self, intent: str, sample: str) -> str:
        """Return the file and line of the template that makes *sample*."""
        for template in self._intents[intent].templates:
            if sample in template.samples:
                return template.place
        return self._intents[intent].place

    def of_phrase(self, slot_type: str, value_id: str, phrase: str) -> str:
        """Return the place of *phrase* in the extra phrases, or else in the content."""
        for template in self._source.values.get(slot_type, {}).get(value_id, ()):
            if phrase.lower() in map(str.lower, template.samples):
                return template.place
        file = VALUE_GROUPS.get(slot_type, slot_type)
        return f"content/{self._catalog.language}/{file}.yaml: {value_id}"

    def placed(self, problem: str) -> str:
        """Return *problem*, ``name: what is wrong``, after the place of what it is about."""
        name, _, rest = problem.partition(": ")
        if name in self._intents:
            found = _SAMPLE.match(rest)
            place = self.of_sample(name, found[1]) if found else self._intents[name].place
            return f"{place}: {problem}"
        if found := _PHRASE.match(rest):
            place = self.of_phrase(name, found[1], found[2])
            return f"{place}: {problem}{self._other(name, found)}"
        return f"{self._source.place}: {problem}"

    def _other(self, slot_type: str, found: re.Match[str]) -> str:
        """Return where the other value has the phrase, if *found* names one."""
        return f" ({self.of_phrase(slot_type, found[3], found[2])})" if found[3] else ""

    def phrases(self, slot_type: str) -> Iterator[tuple[str, str]]:
        """Yield each phrase of a slot type with its value id."""
        for value_id, named in self._catalog.slot_values.get(slot_type, {}).items():
            extra = self._source.phrases_of(slot_type, value_id)
            for phrase in (named.name, *named.synonyms, *extra):
                yield phrase, value_id
