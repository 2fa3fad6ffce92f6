"""The words of the review sheet for groups, fields and moments of the content."""

from __future__ import annotations

from collections.abc import Mapping

#: Content file (``routines`` for the folder) -> the title of its group.
TITLES: Mapping[str, str] = {
    "routines": "Routines",
    "warnings": "Warning signs",
    "situations": "Situations",
    "conditions": "Conditions",
    "muscles": "Muscles",
    "answers": "Plain answers",
    "activities": "Activities after a cramp: “can I run …”",
    "body-parts": "Cramps outside the leg",
    "causes": "Causes",
    "contexts": "Contexts: “why do I cramp …”",
    "medicines": "Medicines",
    "remedies": "Remedies",
    "prevention": "Prevention tips",
    "prompts": "Sentences around the answers",
}

_TOPIC = """
The first three statements are said together, then “how sure”, then one offer to hear more.
“Tell me more” says the next three.
"""

#: Group -> when its entries are spoken.
INTRODUCTIONS: Mapping[str, str] = {
    "routines": """
Each step is one turn: the move, how to make it, the hold with its cues, the release, and the
question whether it is easing. The next step comes only if it is not.
""",
    "warnings": """
What to do in an emergency is said after the call to make, or before it where it says so. For
every other sign it is said before the advice whom to see, and when.
""",
    "situations": """
Said after the first move of the current routine. What to stop for here replaces what
the routine says.
""",
    "conditions": """
Outside a stretch the acknowledgement, the statement and the caution are said, and one question.
In a stretch only the statement, and the stretch continues. At the start of a routine the statement
and the caution are added to what the routine says.
""",
    "muscles": "Said after the first move for that muscle.",
    "answers": _TOPIC,
    "activities": _TOPIC,
    "body-parts": f"{_TOPIC} A variant replaces its entry in its contexts.",
    "causes": _TOPIC,
    "contexts": _TOPIC,
    "medicines": f"{_TOPIC} Every answer also says not to stop any medicine without asking.",
    "remedies": _TOPIC,
    "prevention": """
Said one after another to “how do I stop getting cramps”: first those for the contexts of the
question, then those for everybody. One of them also rounds off a routine.
""",
    "prompts": """
Questions, offers and short replies. Those that name a sign or a risk cite their claims.
""",
}

#: Field of an entry or a step -> its name on the sheet. Other fields are not shown.
FACTS: Mapping[str, str] = {
    "contexts": "For the contexts",
    "context": "Belongs to the context",
    "variant_of": "Replaces the entry",
    "special": "Only in its contexts",
    "tier": "Urgency",
    "act_first": "What to do is said before the call",
    "no_stretch": "No stretching or rubbing until it is taken back",
    "helping": "Somebody else has the cramp",
    "muscle": "Muscle",
    "situations": "Only when",
    "postures": "Only these postures",
    "start": "Begins",
    "implies": "Comes with the situations",
    "routine": "Leads to the routine",
    "tip": "Tip afterwards",
    "posture": "Posture",
    "hold_seconds": "Hold, in seconds",
    "not_for": "Left out when",
    "if_yes": "A yes leads to",
    "if_no": "A no leads to",
    "yes_signs": "Signs that mean yes",
    "synonyms": "Understood from",
}

#: Field of an entry or a step -> the moment at which it is spoken, in the order of the speech.
MOMENTS: Mapping[str, str] = {
    "acknowledge": "Acknowledgement",
    "say": "",
    "say_helper": "To a helper",
    "ask": "Asked first",
    "caution": "Caution",
    "move": "Move",
    "how": "How",
    "short": "On a screen",
    "cue at": "At second",
    "ease": "Letting go",
    "question": "Question",
    "reprompt": "Asked again",
    "again": "Coming back",
    "coach": "After silence",
    "hedge": "How sure",
    "safety": "About stopping it",
    "aftercare": "Afterwards",
}


def moment(label: str) -> str:
    """Return the moment of a field, such as ``aftercare 2``; empty for the only ``say``."""
    field, number = _field(label)
    if number:
        return f"{MOMENTS[field] or 'Statement'} {number}"
    return MOMENTS.get(field, field)


def order(label: str) -> int:
    """Return the sort key of the moment of a field in its step."""
    return list(MOMENTS).index(_field(label)[0])


def _field(label: str) -> tuple[str, str]:
    """Return the field of *label*, and its number or an empty text."""
    last = label.rpartition(": ")[2]
    field, _, number = last.rpartition(" ")
    return (field, number) if field in MOMENTS and number.isdigit() else (last, "")
