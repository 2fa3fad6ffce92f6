"""Answer what is said after the advice on a sign that is no danger to life.

That advice ends with a question whose "no" takes the sign back (see `SignDoubt`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import wraps

from ..reprompting import ask_again, what_else
from ..routine_choice import OTHER_LEG
from ..state import SignAsked, SignSaid, Told, Warned
from ..turn import Handler, Request, Turn
from . import warnings


def is_open(request: Request, place: SignSaid) -> bool:
    """Return whether "no" takes the sign of *place* back."""
    return not place.settled and request.catalog.warnings[place.sign].doubt is not None


def take_back(request: Request) -> Turn | None:
    """Answer words that take a sign back, such as "it has always been like that"."""
    place = request.place
    if isinstance(place, SignAsked):
        return warnings.settle(request, place, yes=False)
    if isinstance(place, SignSaid) and is_open(request, place):
        return doubted(request, place)
    if isinstance(place, Told) and place.offer == "leg":
        return what_else(request)
    return ask_again(request, request.catalog.prompts.noted)


def doubted(request: Request, place: SignSaid) -> Turn:
    """Return to the state before the sign of *place*, or to the milder sign that it leads to."""
    catalog = request.catalog
    doubt = catalog.warnings[place.sign].doubt
    earlier = replace(request, state=place.place)
    if doubt and doubt.if_no:
        turn = warnings.say_sign(earlier, doubt.if_no)
    else:
        turn = warnings.go_on(earlier, (catalog.prompts.taken_back,))
    return replace(turn, takes_back=True)


def confirmed(request: Request, place: SignSaid) -> Turn:
    """Answer "yes" to the question after the advice on a sign: call today."""
    settled = replace(request, state=replace(place, settled=True))
    return ask_again(settled, request.catalog.prompts.call_today)


def advised_first(handler: Handler) -> Handler:
    """Return *handler* so that no stretch follows the advice on a sign that was not taken back.

    The advice and its question are repeated instead, also after other answers. The other leg,
    another muscle than the one of the step before, and an unsafe place are answered.
    """

    @wraps(handler)
    def handle(request: Request) -> Turn | None:
        place = _open_sign(request)
        if place is None or _is_other_place(request, place):
            return handler(request)
        return warnings.advise_again(request, place)

    return handle


def _open_sign(request: Request) -> SignSaid | None:
    """Return the sign of the state, or the listener's if neither a stretch nor a sign is open."""
    place, known = request.place, request.known.sign
    if isinstance(place, SignSaid):
        return place
    if not known or request.under_way or isinstance(place, SignAsked | Warned):
        return None
    return SignSaid(known)


def _is_other_place(request: Request, place: SignSaid) -> bool:
    catalog, muscle = request.catalog, request.slots.get("muscle")
    named = request.named("situation")
    if OTHER_LEG in named or any(catalog.situations[one].outranks for one in named):
        return True
    if muscle is None or place.place is None:
        return False
    return catalog.muscles[muscle].routine != catalog.muscles[place.place.muscle].routine
