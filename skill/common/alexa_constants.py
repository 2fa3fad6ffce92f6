"""Names and numbers of Amazon's custom skill interface that several packages use."""

from __future__ import annotations

#: The request for a touch on the screen.
USER_EVENT = "Alexa.Presentation.APL.UserEvent"
#: The requests for an error in a document on the screen, and in an audio document.
SCREEN_FAILED = "Alexa.Presentation.APL.RuntimeError"
SOUND_FAILED = "Alexa.Presentation.APLA.RuntimeError"
#: The request for the end of a session, which cannot be answered.
SESSION_ENDED = "SessionEndedRequest"

#: The directives that show an APL document, and play an APL-A document.
RENDER_APL = "Alexa.Presentation.APL.RenderDocument"
RENDER_APLA = "Alexa.Presentation.APLA.RenderDocument"

#: The statuses of a spoken slot value: one of the slot type's values, or none of them.
SLOT_MATCH, NO_SLOT_MATCH = "ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH"

#: The largest difference between a request's timestamp and the server's time, in seconds.
TOLERANCE_SECONDS = 150
