from __future__ import annotations

from skill.catalog import intent_names
from skill.handlers import HANDLERS


def test_every_name_has_a_handler() -> None:
    values = [value for name, value in vars(intent_names).items() if name.isupper()]
    names = {name for value in values for name in ([value] if isinstance(value, str) else value)}
    assert len(names) > 5
    assert names <= set(HANDLERS)
