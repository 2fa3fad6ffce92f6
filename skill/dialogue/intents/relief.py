"""Coach a cramp step by step.

Each public function is the handler of one intent; it returns None if the intent makes no sense in
the current state.
"""

from __future__ import annotations

from dataclasses import replace

from ...catalog import Passage, SignId
from .. import conditions, routine_choice, scenes
from ..ladder import Ladder, in_situations
from ..listener import latest_last
from ..reprompting import ask_again
from ..routine_choice import BEDTIME, OTHER_LEG, UNNAMED_MUSCLE
from ..state import InStep, Launched, SharpPain
from ..steps import first_step, rest, say_step
from ..turn import Request, Turn, ask
from . import answers, warnings

#: Warning signs: a cramp that was coached too long, and pain that becomes sharper in a stretch.
TOO_LONG = SignId.TEN_MINUTES
SHARPER = SignId.SHARP_PAIN
#: The most times that a sharp pain gets more time to ease.
MOST_RESTS = 1


def launch(request: Request) -> Turn:
    """Return the first move at once, with a note for listeners who have no cramp now."""
    turn = _begin(request, UNNAMED_MUSCLE, (), request.catalog.prompts.launch)
    return replace(turn, state=Launched(turn.state)) if isinstance(turn.state, InStep) else turn


def start(request: Request) -> Turn:
    """Return the first move for the muscle and the situation of the request."""
    if "muscle" in request.unknown:
        return answers.elsewhere(request)
    if isinstance(request.place, SharpPain) and _is_same_cramp(request):
        return _rest_longer(request, request.place)
    under_way = _relief_under_way(request)
    named = request.slots.get("muscle", UNNAMED_MUSCLE)
    muscle = under_way.muscle if under_way and named == UNNAMED_MUSCLE else named
    return _begin(request, muscle, _with(request.situations, request.named("situation")))


def situation(request: Request) -> Turn | None:
    """Adapt the coaching to a situation: the person (a child) or the place (water)."""
    named = request.named("situation")
    if not named:
        unknown = request.catalog.prompts.unknown_situation
        return ask(request, unknown, request.place) if request.unknown else None
    if isinstance(request.place, SharpPain) and _is_same_routine(request, request.place.place):
        return _keep_resting(request, request.place)
    if request.step and not _relief_under_way(request):
        return _bedtime(request, _with(request.situations, named))
    return start(request)


def bedtime(request: Request) -> Turn:
    """Return the first step of the bedtime routine."""
    return _bedtime(request, _with(request.situations, request.named("situation")))


def still_hurts(request: Request) -> Turn:
    """Return the next step, or the first; after the time limit, the advice to see a doctor."""
    if isinstance(request.place, SharpPain):
        return _rest_longer(request, request.place)
    under_way = _ladder_under_way(request)
    return _onward(request, under_way) if under_way else start(request)


def sharp_pain(request: Request) -> Turn:
    """Return "let go and rest" for sharp pain; the second time, the advice to see a doctor.

    A once-step, which makes the place safe, continues instead: it is no stretch.
    """
    here = request.ladder or _first(request)
    gentle = _gentler(request, here)
    if gentle.step.once:
        again = gentle.in_other_words() if gentle.step == here.step else gentle
        return say_step(request, again)
    if here.state.effort == "gentle":
        return warnings.say_sign(request, SHARPER)
    prompts = request.catalog.prompts
    return rest(request, prompts.let_go, SharpPain(gentle.state), prompts.easing)


def gently(request: Request) -> Turn | None:
    """Return a gentle step after the rest for sharp pain; None in any other state."""
    place = request.place
    if not isinstance(place, SharpPain) or request.ladder is None:
        return None
    gentle = say_step(request, request.ladder, request.catalog.prompts.go_gently)
    return too_late(request, request.ladder) or gentle


def advance(request: Request) -> Turn | None:
    """Return the next step; None without a routine."""
    return _onward(request, request.ladder) if request.ladder else None


def back(request: Request) -> Turn | None:
    """Return the previous step, or this one reworded if none can be repeated."""
    return say_step(request, request.ladder.previous()) if request.ladder else None


def yes(request: Request) -> Turn | None:
    """Answer "yes" to a step's question, which usually means that the cramp eases."""
    here = request.ladder
    if here is None:
        return None
    if here.step.question and here.step.question.if_yes == "next":
        return say_step(request, here.following())
    return helped(request)


def no(request: Request) -> Turn | None:
    """Answer "no" to a step's question: the next step, this one again, or a warning sign."""
    here = request.ladder
    if here is None:
        return None
    leads_to = here.step.question.if_no if here.step.question else "next"
    if leads_to == "next":
        return _climb(request, here)
    if leads_to == "again":
        return too_late(request, here) or say_step(request, here.in_other_words())
    return warnings.say_sign(request, leads_to)


def helped(request: Request) -> Turn:
    """Close the session after a cramp: aftercare, one tip, disclaimer, goodbye."""
    catalog, place = request.catalog, request.step
    ordinary = catalog.muscles[UNNAMED_MUSCLE].routine
    routine = catalog.routines[place.routine if place else ordinary]
    situations = request.situations
    eased = catalog.prompts.eased
    own = conditions.aftercare(catalog, request.conditions)
    after = [*routine_choice.aftercare(catalog, routine, situations), *own]
    if routine.tip:
        after.append(catalog.tips[routine.tip])
    disclaimer = () if request.is_disclaimed else (catalog.prompts.disclaimer,)
    closing = (*disclaimer, catalog.prompts.rest_well)
    scene = scenes.answer(catalog, eased.say, after)
    return Turn((eased, *after, *closing), pace=request.pace, scene=scene)


def too_late(request: Request, ladder: Ladder) -> Turn | None:
    """Return the same-day advice if this cramp has lasted too long, else None."""
    catalog, state = request.catalog, ladder.state
    if catalog.routines[state.routine].purpose == BEDTIME:
        return None
    limit = catalog.coaching
    if request.at - state.began < limit.longest_seconds and ladder.round < limit.most_rounds:
        return None
    return warnings.say_sign(request, TOO_LONG)


def _rest_longer(request: Request, place: SharpPain) -> Turn:
    """Return one more rest for a sharp pain; after MOST_RESTS, the advice to see a doctor today."""
    if place.rests >= MOST_RESTS:
        return warnings.say_sign(request, SHARPER)
    longer = replace(place, rests=place.rests + 1)
    prompts = request.catalog.prompts
    return rest(request, prompts.paused_still, longer, prompts.easing)


def _keep_resting(request: Request, place: SharpPain) -> Turn:
    """Add the situations of the request to *place*; ask again whether the pain eases at rest."""
    named = request.named("situation")
    situations = _with(request.lasting(place.place.situations), named)
    state = in_situations(request.catalog, place.place, situations)
    resting = replace(request, state=replace(place, place=state))
    notes = (request.catalog.situations[one].say for one in named)
    return ask_again(resting, *(note for note in notes if note))


def _is_same_routine(request: Request, place: InStep) -> bool:
    """Return whether the routine of *place* stays the same with the situation of the request."""
    named = request.named("situation")
    situations = _with(request.lasting(place.situations), named)
    chosen = routine_choice.choose(request.catalog, place.muscle, situations)
    return OTHER_LEG not in named and chosen == place.routine


def _is_unsafe(ladder: Ladder) -> bool:
    """Return whether the step asks if the place is safe, so that only "yes" leads to the next."""
    question = ladder.step.question
    return ladder.step.once and question is not None and question.if_no != "next"


def _is_same_cramp(request: Request) -> bool:
    """Return whether the request names no new muscle and no situation."""
    under_way, named = _relief_under_way(request), request.slots.get("muscle", UNNAMED_MUSCLE)
    same = under_way is not None and named in (UNNAMED_MUSCLE, under_way.muscle)
    return same and "situation" not in request.slots


def _begin(
    request: Request, muscle: str, situations: tuple[str, ...], note: Passage | None = None
) -> Turn:
    """Return the first step for *muscle*, without once-steps that are already done."""
    catalog, here = request.catalog, _ladder_under_way(request)
    ladder = Ladder.at(catalog, _state(request, muscle, situations))
    routine = catalog.routines[ladder.state.routine]
    # A place that is named again may need its once-steps again.
    if here and not {*request.named("situation")} & {*routine.situations}:
        ladder = ladder.beyond(here)
    if here and here.step == ladder.step:
        ladder = replace(ladder, state=replace(ladder.state, wording=here.state.wording))
        ladder = ladder.in_other_words()
    ordinary = catalog.muscles[muscle].routine
    own = catalog.muscles[muscle].say if ladder.state.routine == ordinary else None
    notes = tuple(found for found in (note or own,) if found)
    return too_late(request, ladder) or first_step(request, ladder, *notes)


def _state(request: Request, muscle: str, situations: tuple[str, ...]) -> InStep:
    """Return the first state of the routine for *muscle*; the same cramp keeps its start time."""
    catalog, place = request.catalog, _relief_under_way(request)
    situations = conditions.add_implied(request, situations)
    routine = routine_choice.choose(catalog, muscle, situations)
    state = InStep(routine, 0, request.at, request.at, situations, request.pace, muscle)
    # A leg and its calf are one cramp.
    same = place and catalog.muscles[place.muscle].routine == catalog.muscles[muscle].routine
    if place and same and OTHER_LEG not in situations:
        return replace(state, began=place.began, effort=place.effort)
    return state


def _first(request: Request) -> Ladder:
    """Return the ladder for a cramp without a named muscle or situation."""
    return Ladder.at(request.catalog, _state(request, UNNAMED_MUSCLE, ()))


def _gentler(request: Request, here: Ladder) -> Ladder:
    """Return the ladder of gentle steps at the step after *here*, or at *here* if a once-step.

    Once-steps that are already done are skipped.
    """
    state = replace(here.state, step=0, effort="gentle", until=request.at)
    ladder = Ladder.at(request.catalog, state)
    ids = [step.id for step in ladder.steps]
    passed = here.number - 1 if here.step.once else here.number
    ahead = (*here.steps[passed:], *here.steps[here.once :])
    return ladder.to(next(ids.index(step.id) for step in ahead if step.id in ids))


def _bedtime(request: Request, situations: tuple[str, ...]) -> Turn:
    situations = conditions.add_implied(request, situations)
    routine = routine_choice.bedtime(request.catalog, situations)
    now = request.at
    state = InStep(routine, 0, now, now, situations=situations, pace=request.pace)
    return first_step(request, Ladder.at(request.catalog, state))


def _onward(request: Request, here: Ladder) -> Turn:
    """Return the next step; in an unsafe place the same step again, which asks if it is safe."""
    return say_step(request, here.in_other_words()) if _is_unsafe(here) else _climb(request, here)


def _climb(request: Request, ladder: Ladder) -> Turn:
    """Return the next step, or the same-day advice if this cramp has lasted too long."""
    following = ladder.following()
    return too_late(request, following) or say_step(request, following)


def _ladder_under_way(request: Request) -> Ladder | None:
    """Return the ladder of the current step if its routine is not a bedtime routine."""
    return request.ladder if _relief_under_way(request) else None


def _relief_under_way(request: Request) -> InStep | None:
    """Return the current step if its routine is not a bedtime routine."""
    step = request.step
    if step is None or request.catalog.routines[step.routine].purpose == BEDTIME:
        return None
    return step


def _with(situations: tuple[str, ...], named: tuple[str, ...]) -> tuple[str, ...]:
    """Return *situations* with those *named* last; OTHER_LEG, which does not last, is dropped."""
    return latest_last((one for one in situations if one != OTHER_LEG), named)
