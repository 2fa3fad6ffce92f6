"""Answer short replies that are neither "yes" nor "no", to whatever was asked last."""

from __future__ import annotations

from dataclasses import replace

from ...catalog import AnswerId, Passage
from ..reprompting import ask_again, what_else
from ..state import Asked, InStep, Missed, Paused, SharpPain, SignAsked, SignSaid, Told, Warned
from ..steps import go_on, left_of, rest, say_step
from ..turn import Request, Turn
from . import answers, relief, sign_doubts, standard_intents, step_commands, warnings


def partly(request: Request) -> Turn | None:
    """Answer "a bit" or "partly": stay with this step; about a sign of danger it is "yes"."""
    place, prompts = request.place, request.catalog.prompts
    if isinstance(place, InStep):
        return _hold_on(request, prompts.partly)
    if isinstance(place, SharpPain):
        return rest(request, prompts.partly_rest, place, prompts.easing)
    if isinstance(place, Paused):
        return step_commands.pause(request)
    return standard_intents.yes(request)


def easing(request: Request) -> Turn | None:
    """Answer "a bit easier": stay with this step, if there is one; any other question is open."""
    if isinstance(request.place, InStep | SharpPain | Paused):
        return partly(request)
    return ask_again(request, request.catalog.prompts.noted)


def not_sure(request: Request) -> Turn | None:
    """Answer "maybe", "I don't know" or "how do I check"; a doubt about a sign counts as "yes"."""
    place, prompts = request.place, request.catalog.prompts
    if isinstance(place, InStep):
        return _hold_on(request, prompts.not_sure_yet)
    if isinstance(place, SignAsked):
        return _check(request, place)
    if isinstance(place, SignSaid):
        return sign_doubts.confirmed(request, place)
    if isinstance(place, Paused | SharpPain):
        return step_commands.pause(request)
    if isinstance(place, Warned):
        return warnings.which(request)
    return what_else(request, prompts.help) if isinstance(place, Asked) else what_else(request)


def some_of_them(request: Request) -> Turn | None:
    """Answer "the first one", "both" or "all of them": at least one, which is "yes"."""
    if isinstance(request.place, InStep | SharpPain):
        return ask_again(request)
    return standard_intents.yes(request)


def ready(request: Request) -> Turn | None:
    """Answer "she's here" or "I've sat down": "yes" to a question about it, or the hold goes on."""
    place, ladder, noted = request.place, request.ladder, request.catalog.prompts.noted
    if isinstance(place, SignAsked | SharpPain):
        return ask_again(request)
    if not isinstance(place, InStep) or ladder is None:
        return step_commands.resume(request) or ask_again(request, noted)
    if ladder.step.question:
        return standard_intents.yes(request)
    return go_on(request, ladder, left_of(request, ladder), noted)


def thanks(request: Request) -> Turn:
    """Answer "thank you" without leaving the step; after an answer ask what else."""
    place, welcome = request.place, request.catalog.prompts.welcome
    if isinstance(place, InStep) and request.ladder:
        return go_on(request, request.ladder, left_of(request, request.ladder), welcome)
    return what_else(request, welcome) if isinstance(place, Told) else ask_again(request, welcome)


def call_someone(request: Request) -> Turn:
    """Answer the wish to call a relative: the skill cannot call; Alexa may be able to."""
    return ask_again(request, request.catalog.prompts.cannot_call_family)


def comes_back(request: Request) -> Turn:
    """Return what to do if the cramp comes back."""
    return answers.tell(request, "answer", AnswerId.COMES_BACK)


def _hold_on(request: Request, lead: Passage) -> Turn | None:
    """Return *lead* and one more hold of the same step, or its question again if it has one."""
    ladder = request.ladder
    if ladder is None:
        return None
    if ladder.step.question:
        return say_step(request, ladder.in_other_words())
    held = go_on(request, ladder, ladder.step.hold_seconds, lead)
    return relief.too_late(request, ladder) or held


def _check(request: Request, place: SignAsked) -> Turn:
    """Return how to find out and the question about the sign again; at last the safer advice."""
    count = request.state.count if isinstance(request.state, Missed) else 0
    if count >= warnings.MOST_REPEATS:
        return warnings.unanswered(request, place)
    check = request.catalog.questions[place.sign].check
    asked = replace(place, helping=warnings.is_helping(request))
    turn = ask_again(request, *((check,) if check else ()))
    return replace(turn, state=Missed(count + 1, asked))
