"""The International Trauma Questionnaire, ITQ (Cloitre and others 2018). Pure.

Words and rule: handbook, domain 3.2 (K, P64). The handbook shortens C8 and C9 with dots; they read
like P8 and P9. Only heavy areas are ever shown; what the rule of the authors would say together is
``criteria``, which is neither shown nor stored: it says whether a talk is offered.
"""

from enum import StrEnum

from sessions.measures.instruments.common import FOUR_WEEKS, HOW_MUCH, keys
from sessions.measures.instruments.scoring import score
from sessions.measures.instruments.shape import Answers, Area, Instrument, Item, Scale

BOTHERED = "In the past month, how much have you been bothered by:"
AFFECTED = "In the past month have the above problems:"
TYPICAL = "How you typically feel. How true is this of you?"
AFFECTED_SELF = (
    "In the past month, have the above problems in emotions, in beliefs about yourself and in "
    "relationships:"
)
P = (
    "Having upsetting dreams that replay part of the experience or are clearly related to the "
    "experience?",
    "Having powerful images or memories that sometimes come into your mind in which you feel the "
    "experience is happening again in the here and now?",
    "Avoiding internal reminders of the experience (for example, thoughts, feelings, or physical "
    "sensations)?",
    "Avoiding external reminders of the experience (for example, people, places, conversations, "
    "objects, activities, or situations)?",
    'Being "super-alert", watchful, or on guard?',
    "Feeling jumpy or easily startled?",
)
P_LIFE = (
    "affected your relationships or social life?",
    "affected your work or ability to work?",
    "affected any other important part of your life such as parenting, or school or college work, "
    "or other important activities?",
)
C = (
    "When I am upset, it takes me a long time to calm down.",
    "I feel numb or emotionally shut down.",
    "I feel like a failure.",
    "I feel worthless.",
    "I feel distant or cut off from people.",
    "I find it hard to stay emotionally close to people.",
)
C_LIFE = (
    "created concern or distress about your relationships or social life?",
    "affected your work or ability to work?",
    "affected any other important parts of your life such as parenting, or school or college work, "
    "or other important activities?",
)
FIRST = ("again", "away", "guard", "life")  # areas of the first part
SECOND = ("calm", "self", "near", "life-self")


def _items(
    letter: str, words: tuple[str, ...], life: tuple[str, ...], stems: tuple[str, str]
) -> tuple[Item, ...]:
    said = [(each, stems[0]) for each in words] + [(each, stems[1]) for each in life]
    return tuple(
        Item(f"{letter}{number}", each, HOW_MUCH, stem=stem)
        for number, (each, stem) in enumerate(said, 1)
    )


ITQ = Instrument(
    key="itq",
    name="ITQ",
    title="What stays with you: eighteen questions",
    about="Which parts of your life something hard still weighs on: memories, being on guard, how you see yourself, other people.",
    minutes=5,
    items=(
        *_items("p", P, P_LIFE, (BOTHERED, AFFECTED)),
        *_items("c", C, C_LIFE, (TYPICAL, AFFECTED_SELF)),
    ),
    scales=(
        Scale("p", "Memories and being on guard", keys(1, 6, "p"), 0, 24),
        Scale("c", "Feelings, yourself and others", keys(1, 6, "c"), 0, 24),
    ),
    areas=(
        Area("again", "memories and dreams that come back", ("p1", "p2")),
        Area("away", "keeping away from reminders", ("p3", "p4")),
        Area("guard", "being on guard", ("p5", "p6")),
        Area("life", "daily life, because of these", ("p7", "p8", "p9")),
        Area("calm", "calming down, or feeling at all", ("c1", "c2")),
        Area("self", "how you see yourself", ("c3", "c4")),
        Area("near", "being close to people", ("c5", "c6")),
        Area("life-self", "daily life, because of feelings and closeness", ("c7", "c8", "c9")),
    ),
    every=FOUR_WEEKS,
    licence="Freely available from its authors. Its words must not be changed. English only.",
    source="Cloitre, Shevlin, Brewin and others 2018, the International Trauma Questionnaire.",
)


class Criteria(StrEnum):
    """What the authors' rule comes to. Never shown to a member, and stored nowhere."""

    OPEN = "open"  # something was left out
    NEITHER = "neither"
    PTSD = "ptsd"
    COMPLEX = "complex"  # both parts


def criteria(answers: Answers) -> Criteria:
    """The authors' rule: every area of a part at 2 or more; both parts are the second name alone."""
    found = score(ITQ, answers)
    if not found.is_complete:
        return Criteria.OPEN
    heavy = {area.key for area in found.heavy}
    if not heavy.issuperset(FIRST):
        return Criteria.NEITHER
    return Criteria.COMPLEX if heavy.issuperset(SECOND) else Criteria.PTSD
