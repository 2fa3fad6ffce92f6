"""The off-topic utterances of a language are a file of that language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.console.errors import ConsoleError
from skill.console.nlu import model_reader
from skill.console.nlu.model_reader import OFF_TOPIC_FILE, off_topic_templates, read_model


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder of models with the off-topic utterances of two languages."""
    for language, line in (("de", "wie wird das wetter"), ("en", "play (jazz|blues)")):
        (tmp_path / language).mkdir()
        (tmp_path / language / OFF_TOPIC_FILE).write_text(f"{line}\n\n", encoding="utf-8")
    monkeypatch.setattr(model_reader, "MODELS", tmp_path)
    off_topic_templates.cache_clear()
    yield tmp_path
    off_topic_templates.cache_clear()


@pytest.mark.usefixtures("models")
def test_a_language_has_its_own_off_topic_utterances_or_those_of_all() -> None:
    assert off_topic_templates("de") == ("wie wird das wetter",)
    assert off_topic_templates("en") == ("play (jazz|blues)",)
    assert off_topic_templates("fr") == ("wie wird das wetter", "play (jazz|blues)")


def test_a_file_in_another_encoding_is_one_line(models: Path) -> None:
    (models / "de" / OFF_TOPIC_FILE).write_bytes(b"\xff\xfe")

    with pytest.raises(ConsoleError, match=r"off_topic\.txt: .*; save it as UTF-8 text"):
        off_topic_templates("de")


def test_the_model_of_a_locale_has_the_utterances_of_its_language() -> None:
    assert read_model("en-US").off_topic == off_topic_templates("en")
    assert len(off_topic_templates("en")) > 500
