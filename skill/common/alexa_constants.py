"""Names in Amazon's requests and responses that several packages use."""

from __future__ import annotations

#: The directives that show an APL document, and play an APL-A document.
RENDER_APL = "Alexa.Presentation.APL.RenderDocument"
RENDER_APLA = "Alexa.Presentation.APLA.RenderDocument"
