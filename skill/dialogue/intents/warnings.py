"""Answer warning signs and emergencies: whom to call and what to do now. Never a diagnosis."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps
from typing import get_args

from ...catalog import AnswerId, Catalog, Passage, SignId, SituationId, Tier, Warning
from .. import cards, conditions, scenes, steps
from ..ladder import Ladder
from ..reprompting import ask_again, what_else
from ..state import Asked, Missed, Paused, SignAsked, SignSaid, Warned
from ..turn import Handler, Request, Turn, ask

#: The most urgent tier: the emergency number comes before the advice.
EMERGENCY: Tier = "emergency"
CRISIS: Tier = "crisis"
#: Tiers with a telephone call now; only they end the session.
TELEPHONE: frozenset[Tier] = frozenset({EMERGENCY, CRISIS})
#: The tier after which this leg is not coached until the sign is taken back.
SAME_DAY: Tier = "same-day"
#: The tier without a doctor: the conversation continues.
WATCH: Tier = "watch"
TIERS: tuple[Tier, ...] = get_args(Tier)
#: The most times that the question about a sign is repeated after other utterances.
MOST_REPEATS = 2


def sign(request: Request) -> Turn:
    """Return the advice or the question of the sign in the request; without one, list the signs.

    A sign may also be the answer to the question about another sign.
    """
    named, place = request.slots.get("sign"), request.place
    if isinstance(place, SignAsked):
        if named in request.catalog.questions[place.sign].yes_signs:
            return settle(request, place, yes=True)
        if named is None:
            return ask_again(request)
    if named is None and isinstance(place, SignSaid):
        return advise_again(request, place)
    return answer(request, named) if named else signs(request)


def advise_again(request: Request, place: SignSaid) -> Turn:
    """Return the advice on the sign of *place* and whom to call, then its question."""
    warning = request.catalog.warnings[place.sign]
    said = (advice_on(request, warning), *call(request.catalog, warning.tier))
    return ask_again(replace(request, state=place), *said)


def signs(request: Request) -> Turn:
    """List the warning signs, and ask which one the listener has."""
    catalog = request.catalog
    topic = catalog.topics["answer"][AnswerId.WARNING_SIGNS]
    return Turn(
        (*topic.say, catalog.prompts.which_sign.ask),
        Warned(request.under_way),
        (catalog.prompts.which_sign.reprompt,),
        cards.of_topic(catalog, topic),
        scene=scenes.answer(catalog, topic.name, topic.say),
    )


def which(request: Request) -> Turn:
    """Answer "yes" to the list of signs: give the more urgent advice, and ask which sign."""
    prompts = request.catalog.prompts
    return ask(request, prompts.which_one, Warned(request.under_way), prompts.if_sign)


def emergency(request: Request) -> Turn:
    """Return the emergency number first, then what to do until help comes; end the session."""
    catalog = request.catalog
    if _is_afloat(request):
        return say_sign(request, SignId.DEEP_WATER)
    meanwhile = catalog.prompts.emergency["helper" if is_helping(request) else "self"]
    said = (*place_first(request), *call(catalog, EMERGENCY), meanwhile)
    points = tuple(passage.say for passage in said)
    return Turn(said, scene=scenes.WarningScene(catalog.labels.emergency, EMERGENCY, points))


def crisis(request: Request) -> Turn:
    """Answer thoughts of suicide with the country's crisis line.

    The session ends, so that the listener can call at once; a program must not replace the person
    who answers there.
    """
    return say_sign(request, SignId.SUICIDE)


def unsure(request: Request) -> Turn:
    """Answer fear, or a call for help without a sign, with the question about signs of danger."""
    return answer(request, SignId.UNSURE)


def answer(request: Request, named: str) -> Turn:
    """Return the question of the sign *named*, or its advice if it has no question."""
    if named not in request.catalog.questions:
        return say_sign(request, named)
    return _ask(request, named)


def settle(request: Request, place: SignAsked, *, yes: bool) -> Turn:
    """Return the turn that the answer to the question about a sign leads to."""
    question = request.catalog.questions[place.sign]
    return _lead(request, place, question.if_yes if yes else question.if_no)


def unanswered(request: Request, place: SignAsked) -> Turn:
    """Return the more urgent advice when the question about a sign remains unanswered."""
    catalog, question = request.catalog, request.catalog.questions[place.sign]
    leads = (question.if_yes, question.if_no)
    return _lead(request, place, min(leads, key=lambda lead: _urgency(catalog, place.sign, lead)))


def settled_first(handler: Handler) -> Handler:
    """Return *handler* so that an open question about a sign is repeated before it answers.

    A new muscle or an unsafe place is answered at once. For a sign of the tier "watch" the
    question is repeated once, then *handler* answers. For others it is repeated MOST_REPEATS
    times, then the more urgent advice follows.
    """

    @wraps(handler)
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
    """Return the advice for the sign *named* and whom to call; only danger to life ends it.

    In water the advice of every emergency is that of DEEP_WATER, which begins with floating.
    """
    catalog = request.catalog
    named = conditions.sign_of(request, named)
    if catalog.warnings[named].tier == EMERGENCY and _is_afloat(request):
        named = SignId.DEEP_WATER
    warning = catalog.warnings[named]
    said = _said(request, warning)
    points = (advice_on(request, warning).say, call(catalog, warning.tier)[0].say)
    scene = scenes.WarningScene(scenes.heading(warning.name), warning.tier, points)
    card = cards.of_warning(catalog, warning, said)
    if warning.tier in TELEPHONE:
        return Turn(said, card=card, scene=scene)
    turn = (
        _same_day(request, named, said)
        if warning.tier == SAME_DAY
        else go_on(request, said, is_watched=warning.tier == WATCH)
    )
    return replace(turn, card=card, scene=scene)


def place_first(request: Request) -> tuple[Passage, ...]:
    """Return what makes the place safe in an emergency, such as stopping the car."""
    catalog, ladder = request.catalog, request.ladder
    known = dict.fromkeys((*request.situations, *request.named("situation")))
    unsafe = [one for one in known if catalog.situations[one].emergency]
    if ladder and not ladder.step.once:
        done = catalog.routines[ladder.state.routine].situations
        unsafe = [one for one in unsafe if one not in done or one in request.named("situation")]
    found = (catalog.situations[one].emergency for one in unsafe)
    return tuple(passage for passage in found if passage)


def call(catalog: Catalog, tier: Tier) -> tuple[Passage, ...]:
    """Return whom to call at *tier*; for an emergency also that the skill cannot call."""
    if tier == EMERGENCY or (tier == CRISIS and not any(catalog.crisis)):
        return catalog.prompts.tier["emergency"], catalog.prompts.cannot_call
    line = catalog.prompts.tier[tier]
    return (line, catalog.prompts.cannot_call) if tier == CRISIS else (line,)


def is_helping(request: Request) -> bool:
    """Return whether the cramp or sign is another person's, from the slots or the session."""
    if isinstance(request.place, SignAsked) and request.place.helping:
        return True
    known = (*request.situations, *request.named("situation"))
    return any(request.catalog.situations[one].helping for one in known)


def _ask(request: Request, named: str) -> Turn:
    catalog = request.catalog
    question = catalog.questions[named]
    state = SignAsked(named, is_helping(request), request.under_way)
    scene = scenes.answer(catalog, catalog.warnings[named].name, (question.ask,))
    return Turn((question.ask,), state, (question.reprompt,), pace=request.pace, scene=scene)


def _lead(request: Request, place: SignAsked, lead: str) -> Turn:
    return emergency(request) if lead == EMERGENCY else say_sign(request, lead or place.sign)


def _urgency(catalog: Catalog, named: str, lead: str) -> int:
    """Return the rank of the tier of *lead*, an answer about the sign *named*; 0 is most urgent."""
    tier = EMERGENCY if lead == EMERGENCY else catalog.warnings[lead or named].tier
    return TIERS.index(tier)


def _is_other_matter(request: Request) -> bool:
    """Return whether the request names a muscle or an unsafe place."""
    named = (request.catalog.situations[one] for one in request.named("situation"))
    return "muscle" in request.slots or any(situation.outranks for situation in named)


def _is_afloat(request: Request) -> bool:
    """Return whether the request says so, or an open once-step asks about deep water."""
    if SituationId.IN_WATER in request.named("situation"):
        return True
    ladder = request.ladder
    ahead = ladder.steps[ladder.number - 1 : ladder.once] if ladder else ()
    return any(step.question and step.question.if_no == SignId.DEEP_WATER for step in ahead)


def advice_on(request: Request, warning: Warning) -> Passage:
    """Return the advice on a sign, in the words for a helper if another person has it."""
    return (warning.say_helper if is_helping(request) else None) or warning.say


def _said(request: Request, warning: Warning) -> tuple[Passage, ...]:
    """Return the advice on a sign and whom to call: first in an emergency, last otherwise."""
    catalog = request.catalog
    advice, line = advice_on(request, warning), call(catalog, warning.tier)
    if warning.tier == EMERGENCY:
        first = () if warning.act_first else place_first(request)
        return (advice, *line) if warning.act_first else (*first, *line, advice)
    judged = (catalog.prompts.cannot_judge,) if warning.tier == SAME_DAY else ()
    return (advice, *line, *judged)


def _same_day(request: Request, named: str, said: tuple[Passage, ...]) -> Turn:
    """Return *said*, then the question of the sign *named*, or what else is of interest."""
    return ask_again(replace(request, state=SignSaid(named, request.under_way)), *said)


def go_on(request: Request, said: tuple[Passage, ...], *, is_watched: bool = False) -> Turn:
    """Return *said*, then whether to go on; without a step, if it cramps, or what else."""
    if request.under_way is None and (is_watched or request.is_launched):
        return ask_again(replace(request, state=Asked()), *said)
    if request.under_way is None:
        return what_else(request, *said)
    ladder = Ladder.at(request.catalog, request.under_way)
    paused = Paused(request.under_way, steps.left_of(request, ladder))
    return ask(request, request.catalog.prompts.go_on, paused, *said)
