"""PHQ-2, PHQ-9, GAD-2, GAD-7 and PHQ-4, of Spitzer, Kroenke, Williams and others.

Words, bands, cuts and changes: handbook, domain 3.2 (K). LOINC: the same, "Measures" in the table
of FHIR resources (P65). Pure.

What has a name in clinics (mild, severe) is told here as how much of it there was lately.
"""

from sessions.measures.instruments.common import HOW_OFTEN, TWO_WEEKS, keys
from sessions.measures.instruments.shape import (
    Band,
    Change,
    Given,
    Instrument,
    Item,
    Option,
    Scale,
)

LICENCE = "No permission required to reproduce, translate, display or distribute."
SOURCE = "Kroenke, Spitzer, Williams and others, the PHQ and GAD measures."
STEM = "Over the last 2 weeks, how often have you been bothered by any of the following problems?"

# The level of the case that question 9 opens: thoughts, without a way or a wish to act.
NINTH_LEVEL = 2

MOOD = (
    ("44250-9", "Little interest or pleasure in doing things"),
    ("44255-8", "Feeling down, depressed, or hopeless"),
    ("44259-0", "Trouble falling or staying asleep, or sleeping too much"),
    ("44254-1", "Feeling tired or having little energy"),
    ("44251-7", "Poor appetite or overeating"),
    (
        "44258-2",
        "Feeling bad about yourself - or that you are a failure or have let yourself or your family "
        "down",
    ),
    (
        "44252-5",
        "Trouble concentrating on things, such as reading the newspaper or watching television",
    ),
    (
        "44253-3",
        "Moving or speaking so slowly that other people could have noticed? Or the opposite - being "
        "so fidgety or restless that you have been moving around a lot more than usual",
    ),
    (
        "44260-8",
        "Thoughts that you would be better off dead or of hurting yourself in some way",
    ),
)
DIFFICULT = (
    "If you checked off any problems, how difficult have these problems made it for you to do your "
    "work, take care of things at home, or get along with other people?"
)
HOW_DIFFICULT = (
    Option(0, "Not difficult at all"),
    Option(1, "Somewhat difficult"),
    Option(2, "Very difficult"),
    Option(3, "Extremely difficult"),
)
WORRY = (
    ("69725-0", "Feeling nervous, anxious or on edge"),
    ("68509-9", "Not being able to stop or control worrying"),
    ("69733-4", "Worrying too much about different things"),
    ("69734-2", "Trouble relaxing"),
    ("69735-9", "Being so restless that it is hard to sit still"),
    ("69689-8", "Becoming easily annoyed or irritable"),
    ("69736-7", "Feeling afraid as if something awful might happen"),
)


def _items(
    words: tuple[tuple[str, str], ...], first: int = 1, danger: str = ""
) -> tuple[Item, ...]:
    levels: dict[Given, int] = dict.fromkeys((1, 2, 3), NINTH_LEVEL)
    none: dict[Given, int] = {}
    return tuple(
        Item(
            str(number),
            said,
            HOW_OFTEN,
            stem=STEM,
            danger=levels if str(number) == danger else none,
            code=code,
        )
        for number, (code, said) in enumerate(words, first)
    )


PHQ_2 = Instrument(
    key="phq-2",
    name="PHQ-2",
    title="Mood: two questions",
    about="How your mood was in the last two weeks, in short.",
    minutes=1,
    items=_items(MOOD[:2]),
    scales=(Scale("", "All questions", keys(1, 2), 0, 6),),
    cut=3,
    further="phq-9",
    every=TWO_WEEKS,
    licence=LICENCE,
    source=SOURCE,
)

PHQ_9 = Instrument(
    key="phq-9",
    name="PHQ-9",
    title="Mood: nine questions",
    about="How your mood, sleep and energy were in the last two weeks.",
    minutes=3,
    items=(
        *_items(MOOD, danger="9"),
        Item("difficult", DIFFICULT, HOW_DIFFICULT, after=keys(1, 9), counts=False),
    ),
    scales=(Scale("", "All questions", keys(1, 9), 0, 27),),
    bands=(
        Band("minimal", 0, 4, "Very little of this lately"),
        Band("mild", 5, 9, "A little of this lately"),
        Band("moderate", 10, 14, "Some of this on many days"),
        Band("moderately-severe", 15, 19, "A lot of this lately"),
        Band("severe", 20, 27, "A great deal of this lately"),
    ),
    change=Change(possible=5),
    cut=10,
    every=TWO_WEEKS,
    tells=(
        "Question 9 asks about thoughts of being better off dead or of hurting yourself. If you "
        "answer it with anything but “Not at all”, somebody from our team will see that answer and "
        "write to you. They see no other answer of yours. You can skip it."
    ),
    licence=LICENCE,
    source=SOURCE,
    code="44249-1",
    code_total="44261-6",
)

GAD_2 = Instrument(
    key="gad-2",
    name="GAD-2",
    title="Worry: two questions",
    about="How much worry there was in the last two weeks, in short.",
    minutes=1,
    items=_items(WORRY[:2]),
    scales=(Scale("", "All questions", keys(1, 2), 0, 6),),
    cut=3,
    further="gad-7",
    every=TWO_WEEKS,
    licence=LICENCE,
    source=SOURCE,
)

GAD_7 = Instrument(
    key="gad-7",
    name="GAD-7",
    title="Worry: seven questions",
    about="How much worry and restlessness there was in the last two weeks.",
    minutes=2,
    items=_items(WORRY),
    scales=(Scale("", "All questions", keys(1, 7), 0, 21),),
    bands=(
        Band("minimal", 0, 4, "Very little of this lately"),
        Band("mild", 5, 9, "A little of this lately"),
        Band("moderate", 10, 14, "Some of this on many days"),
        Band("severe", 15, 21, "A great deal of this lately"),
    ),
    change=Change(possible=4),
    cut=10,
    every=TWO_WEEKS,
    licence=LICENCE,
    source=SOURCE,
    code_total="70274-6",
)

PHQ_4 = Instrument(
    key="phq-4",
    name="PHQ-4",
    title="Mood and worry: four questions",
    about="How mood and worry were in the last two weeks, in short.",
    minutes=1,
    # GAD-2, then PHQ-2.
    items=(*_items(WORRY[:2]), *_items(MOOD[:2], first=3)),
    scales=(
        Scale("", "All questions", keys(1, 4), 0, 12),
        Scale("worry", "Worry", keys(1, 2), 0, 6),
        Scale("mood", "Mood", keys(3, 4), 0, 6),
    ),
    bands=(
        Band("none", 0, 2, "Very little of this lately"),
        Band("mild", 3, 5, "A little of this lately"),
        Band("moderate", 6, 8, "Some of this on many days"),
        Band("severe", 9, 12, "A great deal of this lately"),
    ),
    every=TWO_WEEKS,
    licence=LICENCE,
    source=SOURCE,
)
