"""What cannot wait is heard in time, whoever asks."""

from __future__ import annotations

import pytest

from skill.catalog import AnswerId, Catalog
from skill.catalog.checks.evidence_checks import URGENT
from skill.catalog.speech_limits import PASSAGES_AT_ONCE
from skill.dialogue.topics import find
from tests.conftest import ids

#: The first answer, and four times of "tell me more".
IN_TIME = 5 * PASSAGES_AT_ONCE


@pytest.mark.parametrize("context", ids("contexts"))
def test_a_listener_in_any_context_hears_what_cannot_wait_within_four_more(
    catalog: Catalog, context: str
) -> None:
    topic = find(catalog, "answer", AnswerId.DOCTOR, [context])
    late = [
        passage.say
        for passage in topic.say[IN_TIME:]
        for claim in passage.claims
        if URGENT & {*catalog.claims[claim].tiers}
    ]
    assert len(topic.say) > IN_TIME
    assert late == []
