"""Opening, helping, misunderstanding and closing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ...catalog import Offer
from ..reprompting import ask_again
from ..state import Asked, InStep, Missed, Paused, Place, SharpPain, SignAsked, Told, Warned
from ..turn import Handler, Request, Turn, ask
from . import answers, relief, step_commands, warnings

#: What a "yes" to each offer leads to.
ACCEPTED: Mapping[Offer, Handler] = {
    "bedtime": relief.bedtime,
    "doctor": answers.doctor,
    "more": answers.more,
    "prevention": answers.prevention,
    "relief": relief.launch,
    "resume": step_commands.resume,
    "signs": warnings.signs,
    "why": answers.why,
}

#: How many misunderstandings in a row are answered by an apology and the place's own question.
MOST_APOLOGIES = 2


def yes(request: Request) -> Turn | None:
    """Take "yes" to whatever was asked last."""
    place = request.place
    if isinstance(place, Asked):
        return relief.start(request)
    if isinstance(place, Told):
        return ACCEPTED[place.offer](request)
    if isinstance(place, Paused):
        return step_commands.resume(request)
    if isinstance(place, SignAsked):
        return warnings.settle(request, place, yes=True)
    if isinstance(place, SharpPain):
        return relief.gently(request)
    return warnings.which(request) if isinstance(place, Warned) else relief.yes(request)


def no(request: Request) -> Turn | None:
    """Take "no" to whatever was asked last."""
    place = request.place
    if isinstance(place, Asked):
        return help_(request)
    if isinstance(place, Told):
        return stop(request)
    if isinstance(place, Paused):
        return step_commands.pause(request)
    if isinstance(place, SharpPain):
        return relief.still_hurts(request)
    if isinstance(place, Warned):
        return step_commands.resume(request) or help_(request)
    if isinstance(place, SignAsked):
        return warnings.settle(request, place, yes=False)
    return relief.no(request)


def advance(request: Request) -> Turn | None:
    """Take "next" and "tell me more"."""
    return answers.more(request) or relief.gently(request) or relief.advance(request)


def repeat(request: Request) -> Turn | None:
    """Say the last thing again."""
    place = request.place
    if isinstance(place, Paused | SharpPain | Asked | SignAsked):
        return ask_again(request)
    if isinstance(place, Warned):
        return warnings.signs(request)
    return answers.again(request) or step_commands.repeat(request)


def help_(request: Request) -> Turn:
    """Say what can be said here, and ask."""
    prompts = request.catalog.prompts
    if request.step:
        return ask_again(request, prompts.help_step, prompts.disclaimer)
    return ask(request, prompts.what_now, Asked(), prompts.help, prompts.disclaimer)


def about(request: Request) -> Turn:
    """Say what this is, what it is not, and what it keeps."""
    return ask_again(request, request.catalog.prompts.about)


def stop(request: Request) -> Turn:
    """Stop at once."""
    return Turn((request.catalog.prompts.goodbye,))


def not_understood(request: Request) -> Turn:
    """Ask again, ask more simply, and the third time help anyway."""
    prompts = request.catalog.prompts
    count = request.state.count if isinstance(request.state, Missed) else 0
    if count == MOST_APOLOGIES:
        if isinstance(request.place, SignAsked):
            return warnings.unanswered(request, request.place)
        if isinstance(request.place, Warned):
            return warnings.which(request)
        return relief.gently(request) or relief.still_hurts(request)
    if count == 0 and not isinstance(
        request.place, InStep | Paused | SharpPain | Warned | SignAsked | Asked
    ):
        turn = ask(request, prompts.missed_anywhere, request.place)
    else:
        turn = ask_again(request, prompts.missed_2 if count else prompts.missed_1)
    return replace(turn, state=Missed(count + 1, _under(turn)))


def apologise(request: Request) -> Turn:
    """Own up to a fault of ours; the place in the conversation is kept."""
    return ask(request, request.catalog.prompts.sorry, request.state)


def _under(turn: Turn) -> Place:
    """Return the place that *turn* asks about."""
    return turn.state.place if isinstance(turn.state, Missed) else turn.state
