"""What the skill said when it was asked, for those who say the same in another way."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def said() -> Json:
    """Return per device the answer to each intent, and under "names" every intent there is."""
    return dict(json.loads(Path(os.environ["BENCHMARK_ANSWERS"]).read_text(encoding="utf-8")))


def typical() -> bytes:
    """Return one of those answers, of about the usual length."""
    answers = said()
    texts = [
        json.dumps(one) for device in ("speaker", "show-8") for one in answers[device].values()
    ]
    return sorted(texts, key=len)[len(texts) // 2].encode()
