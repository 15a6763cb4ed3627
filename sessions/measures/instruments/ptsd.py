"""PC-PTSD-5 and PCL-5, of the National Center for PTSD of the US Department of Veterans Affairs.

Words, scoring and cuts: handbook, domain 3.2 (P61, P62). Change: 10 points may be real and 15 are
reliable; 5 is never called so (Marx 2022; Blanchard 2023, P63). There are no bands of severity
that anybody derived from data, so there are none here. Pure.
"""

from sessions.measures.instruments.common import FOUR_WEEKS, HOW_MUCH, YES_NO, keys
from sessions.measures.instruments.shape import Area, Change, Instrument, Item, Scale

LICENCE = "Made by the VA National Center for PTSD, US government. Not copyrighted."

EVENT = (
    "Sometimes things happen to people that are unusually or especially frightening, horrible, or "
    "traumatic. For example: a serious accident or fire; a physical or sexual assault or abuse; an "
    "earthquake or flood; a war; seeing someone be killed or seriously injured; having a loved one "
    "die through homicide or suicide. Have you ever experienced this kind of event?"
)
PAST_MONTH = "In the past month, have you..."
SHORT = (
    "Had nightmares about the event(s) or thought about the event(s) when you did not want to?",
    "Tried hard not to think about the event(s) or went out of your way to avoid situations that "
    "reminded you of the event(s)?",
    "Been constantly on guard, watchful, or easily startled?",
    "Felt numb or detached from people, activities, or your surroundings?",
    "Felt guilty or unable to stop blaming yourself or others for the event(s) or any problems the "
    "event(s) may have caused?",
)

PC_PTSD_5 = Instrument(
    key="pc-ptsd-5",
    name="PC-PTSD-5",
    title="After something frightening: a first look",
    about=(
        "Whether something frightening that happened still takes up room in your days. It never asks "
        "what it was. The first question names kinds of events, such as accidents, assault and war."
    ),
    minutes=1,
    items=(
        Item("event", EVENT, YES_NO),
        *(
            Item(key, words, YES_NO, stem=PAST_MONTH, after=("event",))
            for key, words in zip(keys(1, 5), SHORT, strict=True)
        ),
    ),
    scales=(Scale("", "Yes answers", keys(1, 5), 0, 5),),
    # 4 balances best overall; 3 where nobody should be missed (P61). It is an invitation, no more.
    cut=3,
    further="pcl-5",
    every=FOUR_WEEKS,
    licence=LICENCE,
    source="Prins, Bovin and others 2016.",
)

INTRO = (
    "Below is a list of problems that people sometimes have in response to a very stressful "
    "experience. Please read each problem carefully and then choose one of the numbers to indicate "
    "how much you have been bothered by that problem in the past month."
)
BOTHERED = "In the past month, how much were you bothered by:"
LONG = (
    "Repeated, disturbing, and unwanted memories of the stressful experience?",
    "Repeated, disturbing dreams of the stressful experience?",
    "Suddenly feeling or acting as if the stressful experience were actually happening again (as if "
    "you were actually back there reliving it)?",
    "Feeling very upset when something reminded you of the stressful experience?",
    "Having strong physical reactions when something reminded you of the stressful experience (for "
    "example, heart pounding, trouble breathing, sweating)?",
    "Avoiding memories, thoughts, or feelings related to the stressful experience?",
    "Avoiding external reminders of the stressful experience (for example, people, places, "
    "conversations, activities, objects, or situations)?",
    "Trouble remembering important parts of the stressful experience?",
    "Having strong negative beliefs about yourself, other people, or the world (for example, having "
    "thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, "
    "the world is completely dangerous)?",
    "Blaming yourself or someone else for the stressful experience or what happened after it?",
    "Having strong negative feelings such as fear, horror, anger, guilt, or shame?",
    "Loss of interest in activities that you used to enjoy?",
    "Feeling distant or cut off from other people?",
    "Trouble experiencing positive feelings (for example, being unable to feel happiness or have "
    "loving feelings for people close to you)?",
    "Irritable behavior, angry outbursts, or acting aggressively?",
    "Taking too many risks or doing things that could cause you harm?",
    'Being "superalert" or watchful or on guard?',
    "Feeling jumpy or easily startled?",
    "Having difficulty concentrating?",
    "Trouble falling or staying asleep?",
)
LOWEST_CUT, HIGHEST_CUT = 31, 38  # between which an installation can choose (P62)

PCL_5 = Instrument(
    key="pcl-5",
    name="PCL-5",
    title="After something frightening: a closer look",
    about="How much memories, reminders, feelings and being on guard bothered you in the past month. It never asks what happened.",
    minutes=6,
    intro=INTRO,
    items=tuple(
        Item(key, words, HOW_MUCH, stem=BOTHERED)
        for key, words in zip(keys(1, 20), LONG, strict=True)
    ),
    scales=(
        Scale("", "All questions", keys(1, 20), 0, 80),
        Scale("b", "Memories that come back", keys(1, 5), 0, 20),
        Scale("c", "Keeping away from reminders", keys(6, 7), 0, 8),
        Scale("d", "Thoughts and feelings", keys(8, 14), 0, 28),
        Scale("e", "Being on edge", keys(15, 20), 0, 24),
    ),
    areas=(
        Area("b", "memories that come back", keys(1, 5), least=1),
        Area("c", "keeping away from reminders", keys(6, 7), least=1),
        Area("d", "thoughts and feelings since then", keys(8, 14), least=2),
        Area("e", "being on edge, and sleep", keys(15, 20), least=2),
    ),
    change=Change(possible=10, reliable=15),
    cut=33,
    every=FOUR_WEEKS,
    licence=LICENCE,
    source="Weathers, Litz and others 2013, for the past month.",
)
