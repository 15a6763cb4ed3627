"""UCLA-3 (being with others) and HRQOL-4 (days that were not good).

Handbook, domain 3.2: three items of Hughes and others 2004; four of the CDC (P59). A split of
"lonely" into two, as one study has it, is not verified, so it is not made. Pure.
"""

from sessions.measures.instruments.common import FOUR_WEEKS, THIRTY_DAYS, keys
from sessions.measures.instruments.shape import Area, Band, Instrument, Item, Option, Scale

HARDLY = (Option(1, "Hardly ever"), Option(2, "Some of the time"), Option(3, "Often"))

UCLA_3 = Instrument(
    key="ucla-3",
    name="UCLA-3",
    title="Being with others: three questions",
    about="How close or how far other people feel.",
    minutes=1,
    items=(
        Item("1", "How often do you feel that you lack companionship?", HARDLY),
        Item("2", "How often do you feel left out?", HARDLY),
        Item("3", "How often do you feel isolated from others?", HARDLY),
    ),
    scales=(Scale("", "All questions", keys(1, 3), 3, 9),),
    bands=(
        Band("not-lonely", 3, 5, "Others mostly feel near enough"),
        Band("lonely", 6, 9, "Others often feel far away"),
    ),
    every=FOUR_WEEKS,
    licence="Three items that public bodies reproduce without a fee; the longer scale is © D. Russell.",
    source="Hughes, Waite, Hawkley and Cacioppo 2004, a short scale for large surveys.",
)

HEALTH = (
    Option(1, "Excellent"),
    Option(2, "Very good"),
    Option(3, "Good"),
    Option(4, "Fair"),
    Option(5, "Poor"),
)
MONTH = 30  # days
MANY = 14  # days of thirty: what the CDC calls frequent

HRQOL_4 = Instrument(
    key="hrqol-4",
    name="CDC HRQOL-4",
    title="Days that were not good: four questions",
    about="On how many of the last thirty days your body or your mind was not well.",
    minutes=1,
    items=(
        Item("1", "Would you say that in general your health is:", HEALTH, counts=False),
        Item(
            "2",
            "Now thinking about your physical health, which includes physical illness and injury, "
            "for how many days during the past 30 days was your physical health not good?",
            days=MONTH,
        ),
        Item(
            "3",
            "Now thinking about your mental health, which includes stress, depression, and problems "
            "with emotions, for how many days during the past 30 days was your mental health not "
            "good?",
            days=MONTH,
        ),
        Item(
            "4",
            "During the past 30 days, for about how many days did poor physical or mental health "
            "keep you from doing your usual activities, such as self-care, work, or recreation?",
            days=MONTH,
            counts=False,
        ),
    ),
    scales=(Scale("", "Days that were not good", keys(2, 3), 0, MONTH),),
    areas=(Area("mind", "many days on which your mind was not well", ("3",), at=MANY),),
    every=THIRTY_DAYS,
    licence="Made by the CDC, US government. Not copyrighted, in the public domain.",
    source="Centers for Disease Control and Prevention, Healthy Days.",
)
