"""Opening, helping, misunderstanding and closing."""

from __future__ import annotations

from collections.abc import Mapping

from . import answers, holding, relief, warnings
from .state import InStep, Missed, Paused, State, Told, Warned
from .turn import Handler, Request, Turn, ask

#: What a "yes" to each offer leads to.
ACCEPTED: Mapping[str, Handler] = {
    "bedtime": relief.bedtime,
    "doctor": answers.doctor,
    "more": answers.more,
    "prevention": answers.prevention,
    "relief": relief.launch,
    "resume": holding.resume,
    "signs": warnings.signs,
    "why": answers.why,
}

#: The question for each misunderstanding in a row, in the middle of a routine and elsewhere.
MISSED_IN_STEP = ("missed-step-1", "missed-step-2")
MISSED_ELSEWHERE = ("missed-1", "missed-2")


def yes(request: Request) -> Turn | None:
    """Take "yes" to whatever was asked last."""
    if _asked_whether_cramping(request):
        return relief.start(request)
    place = request.place
    if isinstance(place, Told):
        return ACCEPTED[place.offer](request)
    if isinstance(place, Paused):
        return holding.resume(request)
    return warnings.signs(request) if isinstance(place, Warned) else relief.yes(request)


def no(request: Request) -> Turn | None:
    """Take "no" to whatever was asked last."""
    if _asked_whether_cramping(request):
        return ask(request, "help", None)
    place = request.place
    if isinstance(place, Told):
        return stop(request)
    if isinstance(place, Paused):
        return holding.pause(request)
    if isinstance(place, Warned):
        return holding.resume(request) or ask(request, "help", None)
    return relief.no(request)


def advance(request: Request) -> Turn | None:
    """Take "next" and "tell me more"."""
    return answers.more(request) or relief.advance(request)


def repeat(request: Request) -> Turn | None:
    """Say the last thing again."""
    place = request.place
    if isinstance(place, Paused):
        return holding.pause(request)
    if isinstance(place, Warned):
        return warnings.signs(request)
    return answers.again(request) or holding.repeat(request)


def help_(request: Request) -> Turn:
    """Say what can be said here, and ask."""
    place = request.place
    if isinstance(place, InStep | Paused):
        return ask(request, "help-step", place, request.catalog.prompt("disclaimer"))
    return ask(request, "help", None, request.catalog.prompt("disclaimer"))


def about(request: Request) -> Turn:
    """Say what this is, what it is not, and what it keeps."""
    return ask(request, "about", request.place)


def stop(request: Request) -> Turn:
    """Stop at once."""
    return Turn((request.catalog.prompt("goodbye"),))


def not_understood(request: Request) -> Turn:
    """Ask again, ask more simply, and the third time help anyway."""
    state = request.state
    count = state.count + 1 if isinstance(state, Missed) else 1
    place = request.place
    questions = MISSED_IN_STEP if isinstance(place, InStep | Paused) else MISSED_ELSEWHERE
    if count > len(questions):
        return relief.still_hurts(request)
    return ask(request, questions[count - 1], _missed(count, place))


def apologise(request: Request) -> Turn:
    """Own up to a fault of ours, and offer the stretch; the place in the conversation is kept."""
    return ask(request, "sorry", request.state)


def _asked_whether_cramping(request: Request) -> bool:
    """Return whether the last question was the yes-or-no one after two misunderstandings."""
    state = request.state
    asked = isinstance(state, Missed) and state.count == len(MISSED_ELSEWHERE)
    return asked and not isinstance(request.place, InStep | Paused)


def _missed(count: int, place: State) -> Missed:
    return Missed(count, None if isinstance(place, Missed) else place)
