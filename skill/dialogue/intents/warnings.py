"""Signs of something worse than a cramp: what to do now, and whom to call. Never a diagnosis."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import get_args

from ...catalog import AnswerId, Catalog, Passage, SignId, Tier, Warning
from .. import cards, scenes, steps
from ..ladder import Ladder
from ..reprompting import ask_again
from ..state import Missed, Paused, SignAsked, Warned
from ..turn import Card, Handler, Request, Turn, ask

#: The most urgent tier: whom to call comes before what to do.
EMERGENCY: Tier = "emergency"
CRISIS: Tier = "crisis"
#: Tiers at which somebody must telephone now.
TELEPHONE: frozenset[Tier] = frozenset({EMERGENCY, CRISIS})
#: Tiers after which nothing more is done with the leg here: the session ends.
ENDING: frozenset[Tier] = TELEPHONE | {"same-day"}
#: The tier that needs nobody's help: the conversation goes on.
WATCH: Tier = "watch"
TIERS: tuple[Tier, ...] = get_args(Tier)
#: How many times the question about a sign is repeated when something else is said.
MOST_REPEATS = 2


def sign(request: Request) -> Turn:
    """Answer a warning sign, or ask what settles it; without a known one, name the signs.

    A sign may be the answer to the question about another one.
    """
    named, place = request.slots.get("sign"), request.place
    if isinstance(place, SignAsked):
        if named in request.catalog.questions[place.sign].yes_signs:
            return settle(request, place, yes=True)
        if named is None:
            return ask_again(request)
    return answer(request, named) if named else signs(request)


def signs(request: Request) -> Turn:
    """Name what to look out for, and ask which of it is there."""
    catalog = request.catalog
    topic = catalog.topics["answer"][AnswerId.WARNING_SIGNS]
    return Turn(
        (*topic.say, catalog.prompts.which_sign.ask),
        Warned(request.step),
        (catalog.prompts.which_sign.reprompt,),
        cards.of_topic(catalog, topic),
        scene=scenes.answer(catalog, topic.name, topic.say),
    )


def which(request: Request) -> Turn:
    """Take "yes" to the signs without a name: the more urgent advice, until one is named."""
    prompts = request.catalog.prompts
    return ask(request, prompts.which_one, Warned(request.step), prompts.if_sign)


def emergency(request: Request) -> Turn:
    """Say whom to call, before anything else, and what to do meanwhile; end."""
    catalog = request.catalog
    if _is_afloat(request):
        return say_sign(request, SignId.DEEP_WATER)
    meanwhile = catalog.prompts.emergency["helper" if is_helping(request) else "self"]
    said = (*call(catalog, EMERGENCY), meanwhile)
    points = tuple(passage.say for passage in said)
    return Turn(said, scene=scenes.WarningScene(catalog.labels.emergency, EMERGENCY, points))


def crisis(request: Request) -> Turn:
    """Answer thoughts of suicide with the country's crisis line.

    The session ends, so that nothing keeps the listener from the telephone; a program must not
    stand in for the person who answers there.
    """
    return say_sign(request, SignId.SUICIDE)


def unsure(request: Request) -> Turn:
    """Answer fear, or a call for help that names nothing, by asking for the signs of danger."""
    return answer(request, SignId.UNSURE)


def answer(request: Request, named: str) -> Turn:
    """Ask the question of the sign *named*, or say what to do about it where it has none."""
    if named not in request.catalog.questions:
        return say_sign(request, named)
    return _ask(request, named)


def settle(request: Request, place: SignAsked, *, yes: bool) -> Turn:
    """Say what the answer to the question about a sign leads to."""
    question = request.catalog.questions[place.sign]
    return _lead(request, place, question.if_yes if yes else question.if_no)


def unanswered(request: Request, place: SignAsked) -> Turn:
    """Give the more urgent advice where the question about a sign was never answered."""
    catalog, question = request.catalog, request.catalog.questions[place.sign]
    leads = (question.if_yes, question.if_no)
    return _lead(request, place, min(leads, key=lambda lead: _urgency(catalog, place.sign, lead)))


def settled_first(handler: Handler) -> Handler:
    """Return *handler* for requests that must wait for the answer to a question about a sign.

    A new muscle, or a place to be made safe, does not wait. The question is repeated once where
    nothing may be wrong, and then *handler* answers; otherwise twice, and then the more urgent
    advice is given.
    """

    @functools.wraps(handler)
    def handle(request: Request) -> Turn | None:
        place, catalog = request.place, request.catalog
        if not isinstance(place, SignAsked) or _is_other_matter(request):
            return handler(request)
        count = request.state.count if isinstance(request.state, Missed) else 0
        if count and catalog.warnings[place.sign].tier == WATCH:
            return handler(request)
        if count >= MOST_REPEATS:
            return unanswered(request, place)
        asked = replace(place, helping=is_helping(request))
        return replace(ask_again(request), state=Missed(count + 1, asked))

    return handle


def say_sign(request: Request, named: str) -> Turn:
    """Say what to do about the sign *named*, and whom to call; below same-day, go on.

    In the water every emergency says first to float.
    """
    catalog = request.catalog
    is_drowning = catalog.warnings[named].tier == EMERGENCY and _is_afloat(request)
    warning = catalog.warnings[SignId.DEEP_WATER if is_drowning else named]
    advice, line = _advice(request, warning), call(catalog, warning.tier)
    call_first = warning.tier == EMERGENCY and not warning.act_first
    said = (*line, advice) if call_first else (advice, *line)
    if warning.tier not in TELEPHONE | {WATCH} and not _goes_on(request, warning):
        said = (*said, catalog.prompts.cannot_judge)
    points = (advice.say, line[0].say)
    scene = scenes.WarningScene(scenes.heading(warning.name), warning.tier, points)
    card = cards.of_warning(catalog, warning, said)
    if not _goes_on(request, warning):
        return Turn(said, card=card, scene=scene)
    return _go_on(request, said, card, scene)


def call(catalog: Catalog, tier: Tier) -> tuple[Passage, ...]:
    """Return whom to call at *tier*, and for an emergency that the skill cannot call."""
    if tier == EMERGENCY or (tier == CRISIS and not any(catalog.crisis)):
        return catalog.prompts.tier["emergency"], catalog.prompts.cannot_call
    line = catalog.prompts.tier[tier]
    return (line, catalog.prompts.cannot_call) if tier == CRISIS else (line,)


def is_helping(request: Request) -> bool:
    """Return whether it is about another person, by a slot, the session or the sign asked about."""
    if isinstance(request.place, SignAsked) and request.place.helping:
        return True
    known = [*(request.step.situations if request.step else ()), request.slots.get("situation")]
    return any(request.catalog.situations[one].helping for one in known if one)


def _ask(request: Request, named: str) -> Turn:
    catalog = request.catalog
    question = catalog.questions[named]
    state = SignAsked(named, is_helping(request), request.step)
    scene = scenes.answer(catalog, catalog.warnings[named].name, (question.ask,))
    return Turn((question.ask,), state, (question.reprompt,), pace=request.pace, scene=scene)


def _lead(request: Request, place: SignAsked, lead: str) -> Turn:
    return emergency(request) if lead == EMERGENCY else say_sign(request, lead or place.sign)


def _urgency(catalog: Catalog, named: str, lead: str) -> int:
    """Return the rank of the tier that *lead* of the sign *named* comes to, 0 the most urgent."""
    tier = EMERGENCY if lead == EMERGENCY else catalog.warnings[lead or named].tier
    return TIERS.index(tier)


def _is_other_matter(request: Request) -> bool:
    """Return whether a muscle is named, or a place that must be made safe first."""
    situation = request.slots.get("situation")
    is_unsafe = situation is not None and request.catalog.situations[situation].outranks
    return "muscle" in request.slots or is_unsafe


def _is_afloat(request: Request) -> bool:
    """Return whether a step still to be done once asks about deep water."""
    ladder = request.ladder
    ahead = ladder.steps[ladder.number - 1 : ladder.once] if ladder else ()
    return any(step.question and step.question.if_no == SignId.DEEP_WATER for step in ahead)


def _advice(request: Request, warning: Warning) -> Passage:
    return (warning.say_helper if is_helping(request) else None) or warning.say


def _goes_on(request: Request, warning: Warning) -> bool:
    """Return whether the conversation goes on: in a stretch, or where no help is needed."""
    if warning.tier in ENDING:
        return False
    return request.step is not None or warning.tier == WATCH


def _go_on(
    request: Request, said: tuple[Passage, ...], card: Card, scene: scenes.WarningScene
) -> Turn:
    """Say *said*, then ask to go on with the stretch, or whether anything is cramping."""
    if request.step is None:
        turn = ask_again(Request(request.catalog, at=request.at), *said)
        return Turn(turn.speech, turn.state, turn.reprompt, card, scene=scene)
    ladder = Ladder.at(request.catalog, request.step)
    paused = Paused(request.step, steps.left_of(request, ladder))
    turn = ask(request, request.catalog.prompts.go_on, paused, *said)
    return Turn(turn.speech, paused, turn.reprompt, card, request.pace, scene)
