"""Who is speaking, and is it meant: what takes a risky phrase down, and what leaves it standing.

"I would never kill myself", "she wants to die" and "are you suicidal?" hold the same words as a
cry for help. Each function here answers one such question about one hit in one clause.
"""

from collections.abc import Sequence

from safety.detection.patterns import NEGATORS, Hit, word_set

FIRST = word_set("i im ive ill id me myself imma ima")
YOU = word_set("you u ya youre youve youd youll")
OTHERS = word_set("""he she they hes shes theyre hed shed theyd everyone everybody someone somebody anyone anybody
    people person persons guy guys girl girls man woman men women boy boys mom mum mother dad father
    parents brother sister son daughter kid kids child children baby friend friends bff bestie
    husband wife boyfriend girlfriend bf gf fiance partner ex cousin uncle aunt grandma grandpa
    grandmother grandfather nephew niece neighbor neighbour roommate flatmate coworker colleague
    boss teacher student students patient patients client clients veteran veterans teen teens
    teenager teenagers character characters members who whoever those many others""")
OBJECTS = word_set("him her them")
MAKES = word_set("make makes made making let lets tell tells told want wants saw see hear")
# A word after which "not" says nothing about what follows: "I can't stop thinking about …".
UNDOES = word_set(
    "stop help know care wait sure only just lie lying understand deny sleep eat cope handle take "
    "this breathe see tell stand bear do believe remember breath shake get keep face wanna"
)
HOLDS = word_set("think believe mean say saying feel thinking want going plan planning")
WINDOW = 10  # words looked back for the one who speaks
NEGATION_WINDOW = 5  # words looked back for a "not"
YOU_WINDOW = 6
NEAR = 14  # words within which a time, or a "years ago", belongs to a hit
LEAD = 7  # words a frame such as "a song called" reaches forward
PRESENT = word_set("im am")


def is_negated(words: Sequence[str], breaks: frozenset[int], hit: Hit) -> bool:
    """Say whether a "not" before the hit reaches it."""
    if words[hit.start] in NEGATORS:
        return False  # "no plans, no reason to live": the hit brings its own "not"
    for at in range(hit.start - 1, max(hit.start - 1 - NEGATION_WINDOW, -1), -1):
        if at + 1 in breaks or words[at] in {"but", "because", "cause", "bc"}:
            return False
        if words[at] in NEGATORS:
            between = words[at + 1 : hit.start]
            if words[at].startswith("stop") and at and words[at - 1] in NEGATORS:
                return False
            if any(word in UNDOES for word in between[:2]) and words[at] != "never":
                return False
            afresh = any(word in FIRST for word in between)
            return not afresh or any(word in HOLDS for word in between)
    return False


def someone_else(words: Sequence[str], breaks: frozenset[int], hit: Hit) -> str:
    """Name whose words or deeds the hit is about: "" the author, "you", or "other"."""
    if any(word in FIRST or word == "my" for word in words[hit.start : hit.end]):
        return ""
    crossed = hit.start in breaks
    for at in range(hit.start - 1, max(hit.start - 1 - WINDOW, -1), -1):
        word = words[at]
        if word in FIRST:
            return ""
        if not crossed and word in YOU and hit.start - at <= YOU_WINDOW:
            return "you"
        if not crossed and (word in OTHERS or (word in OBJECTS and words[at - 1] in MAKES)):
            return "other"
        crossed = crossed or at in breaks
    return ""


def is_present(words: Sequence[str], hit: Hit) -> bool:
    """Say whether the hit itself is told as something that is so now ("I am …")."""
    return any(word in PRESENT for word in words[max(hit.start - 2, 0) : hit.end])


def near(frames: Sequence[Hit], hit: Hit) -> bool:
    """Say whether one of the frames stands close to the hit, on either side.

    Many people write without full stops, so a clause may hold a whole life.
    """
    return any(f.start - hit.end < NEAR and hit.start - f.end < NEAR for f in frames)


def leads(frames: Sequence[Hit], hit: Hit) -> Hit | None:
    """Give the frame that stands shortly before the hit and governs it."""
    governing = (f for f in frames if f.start < hit.start and hit.start - f.end < LEAD)
    return max(governing, key=lambda frame: frame.start, default=None)
