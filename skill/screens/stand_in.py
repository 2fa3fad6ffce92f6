"""One picture for every step, until each has its own."""

from __future__ import annotations

from typing import Any

from ..catalog import Catalog, Step

HEAD = "M150,300 m-50,0 a50,50 0 1 1 100,0 a50,50 0 1 1 -100,0 Z"
BODY = "M200,340 L420,460 L760,430 L800,330 L850,340 L820,490 L420,540 L190,400 Z"


def picture(_: Catalog, step: Step) -> tuple[dict[str, Any], str]:
    """Return a graphic and its words."""
    shapes = (("M0 0H960V720H0Z", "#0F1A20"), (HEAD, "#E3CBAE"), (BODY, "#5F86A6"))
    items = [{"type": "path", "pathData": path, "fill": fill} for path, fill in shapes]
    return {"type": "AVG", "version": "1.0", "width": 960, "height": 720, "items": items}, step.move
