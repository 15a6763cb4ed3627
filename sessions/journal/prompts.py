"""Words to begin with, for whoever wants some. Written by us; none asks what happened, or why."""

from collections.abc import Mapping

# A key never changes its words to other ones: entries are kept under it.
PROMPTS: Mapping[str, str] = {
    "here": "What do you see, from where you sit right now?",
    "small-good": "Name one small thing that was all right today.",
    "body": "Where in your body is it calm? It may be a small place.",
    "sound": "What can you hear? What is the softest of it?",
    "place": "Write about a place where you can breathe.",
    "warm": "What has kept you warm, or could?",
    "kind": "Has somebody been kind to you lately, even for a moment?",
    "to-a-friend": "What would you say to a friend who had a day like yours?",
    "helped": "What helped, the last time it was hard?",
    "enough": "What is enough for today?",
    "let-go": "Is there something that can wait until tomorrow?",
    "food": "What did you eat or drink that you liked?",
    "outside": "What is the weather like, outside and in you?",
    "song": "Which song fits today? Which song would help?",
    "animal": "Write about an animal that you like to think of.",
    "laugh": "What made you smile, even a little?",
    "strong": "What did you manage that nobody saw?",
    "no": "Where would you like to say no?",
    "yes": "What would you like to say yes to?",
    "later": "Write a line for yourself to read on a harder day.",
    "hands": "What did your hands do today?",
    "slow": "What do you like to do slowly?",
    "night": "What makes a night easier?",
    "morning": "How would a gentle morning begin?",
    "same": "What is still the same, and good that it is?",
    "different": "What is different now from back then?",
    "thank": "Whom or what would you like to thank?",
    "learned": "What do you know about yourself that you did not know a year ago?",
    "colour": "If today were a colour, which one? Why that one?",
    "worry": "Put a worry down here. You can leave it on this page.",
    "hope": "What are you looking forward to? It may be tiny.",
    "anything": "Write any word that comes. Then the next one.",
}
NONE = ""


def words_of(key: str) -> str:
    """What it says; "" for none, and for one that we do not have any more."""
    return PROMPTS.get(key, "")


def another(after: str, *, day: int) -> str:
    """The next one: all of them come before one comes again. ``day`` says where to begin."""
    keys = list(PROMPTS)
    if after not in PROMPTS:
        return keys[day % len(keys)]
    return keys[(keys.index(after) + STEP) % len(keys)]


STEP = 7  # so that neighbours in the list, which are alike, do not follow each other
