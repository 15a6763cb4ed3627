"""What the studio notices, and what it leaves alone."""

import itertools

import pytest

from matching.stories.checks import KINDS, findings, proposed
from matching.stories.checks.book import checks
from matching.stories.checks.rules import CLAUSES, IN_FORCE
from peerhub.topics.taxonomy import shipped
from safety.detection.rulebook import rulebook

FOUND = {
    "name": (
        ("My sister Ana sat with me.", "Ana"),
        ("Then Marcus Bell called again.", "Marcus Bell"),
        ("Maria never asked why.", "Maria"),
        ("Then I sat down. Marlene brought me soup.", "Marlene"),
        ("We went to Dr. Whitlow every week.", "Dr. Whitlow"),
        ("I told my boss Kath’s secret.", "Kath"),
    ),
    "place": (
        ("We lived in Leicester then.", "Leicester"),
        ("I grew up near Cedar Rapids.", "Cedar Rapids"),
        ("They took me to Saint Brigid Hospital.", "Saint Brigid Hospital"),
        ("She stood outside Holloway Prison.", "Holloway Prison"),
        ("He was at 12 Elm Street that day.", "12 Elm Street"),
    ),
    "employer": (
        ("I worked at Harrow Logistics for years.", "Harrow Logistics"),
        ("I got a job with Pinewood Foods.", "Pinewood Foods"),
        ("Brightwater Ltd let me go.", "Brightwater Ltd"),
    ),
    "date": (
        ("It was 14 March 2011.", "14 March 2011"),
        ("On June 3rd he left.", "June 3rd"),
        ("It happened in October 2009.", "October 2009"),
        ("The trial began 03/11/2014.", "03/11/2014"),
        ("At Christmas 2012 it broke.", "Christmas 2012"),
    ),
    "method": (
        ("I took 40 tablets.", "I took 40 tablets"),
        ("I cut my wrists that year.", "cut my wrists"),
        ("I jumped from a bridge.", "jumped from a bridge"),
        ("He held a gun to us and put a gun away.", "put a gun"),
        ("I got down to 41 kg.", "got down to 41 kg"),
    ),
    "promise": (
        ("I can cure you.", "I can cure you"),
        ("I promise it ends.", "I promise"),
        ("You will get better with me.", "You will get better"),
        ("I'll always be there.", "I'll always be there"),
        ("Write to me day or night.", "day or night"),
        ("Everything you say stays between us.", "Everything you say stays between us"),
    ),
    "contact": (
        ("Write to sam@harbour.example any time.", "sam@harbour.example"),
        ("Call me on 415-555-0134.", "Call me on 415-555-0134"),
        ("My page is www.sam-story.example now.", "www.sam-story.example"),
        ("Find me on instagram as quiet_heron9.", None),
    ),
}
LEFT_ALONE = (
    "I used to lie awake and listen for the key in the lock.",
    "My mom drank, and later so did I. Mom never knew.",
    "On Tuesdays I went to Alcoholics Anonymous, and on Sundays to church.",
    "God and I were not on speaking terms. PTSD was a new word for me.",
    "I always felt small. I never slept. It always rained.",
    "I was fourteen in 2009, and by May I had stopped eating with others.",
    "I can listen, and I can meet you on Monday evenings.",
    "I promised myself nothing. There is no cure that fits all.",
    "Nobody asked. Someone said no. Strangers brought soup. Everyone laughed. She called.",
    "It took ten years, two doctors and one good friend.",
    "“You are early,” she said. “Sit down.” And I sat.",
    "What helped: Walking. Soup. One person at a time.",
    "I take my pills with breakfast, as my doctor and I agreed.",
    "I speak English and a little Spanish.",
    "I may march in the spring. March was hard.",
    "If you need someone now, 988 is there all night.",
)


@pytest.mark.parametrize(
    ("kind", "text", "words"), [(kind, *each) for kind, all_ in FOUND.items() for each in all_]
)
def test_it_is_noticed(kind: str, text: str, words: str | None) -> None:
    found = [(each.kind, each.words) for each in findings(text)]

    assert (kind, words or found[0][1]) in found


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_it_is_left_alone(text: str) -> None:
    assert [(each.kind, each.words) for each in findings(text)] == []


def test_what_is_found_stands_where_it_says_and_overlaps_nothing() -> None:
    text = " ".join(sentence for all_ in FOUND.values() for sentence, _ in all_)
    found = findings(text)

    assert [text[each.start : each.end] for each in found] == [each.words for each in found]
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))
    assert {each.kind for each in found} == set(KINDS)


@pytest.mark.parametrize(
    "text", ["", "A" * 9000, "’" * 50, "Ana " * 3000, "1/" * 4000, "\x00𝔄na", "a. B. C. D"]
)
def test_whatever_is_written_it_answers_soon(text: str) -> None:
    findings(text)
    proposed(text)


def test_every_check_says_why_and_what_could_stand_there() -> None:
    assert set(checks()) == set(KINDS)
    assert all(each.title and each.reason and each.suggestion for each in checks().values())
    assert {rule for each in checks().values() for rule in each.rules} <= {
        rule.id for rule in rulebook().rules
    }


MENTIONS = {
    "child-sexual-abuse": "My uncle touched me.",
    "sexual-assault": "I was raped.",
    "physical-violence": "He beat me with a belt.",
    "partner-violence": "My husband hit me.",
    "emotional-abuse": "She told me I was worthless.",
    "self-harm": "I hurt myself for years.",
    "suicide": "I wanted to die.",
    "overdose-drugs": "Then came heroin.",
    "alcohol": "I was drunk at noon.",
    "eating": "I had bulimia? No: bulimic, they said.",
    "death-grief": "After the funeral I stayed home.",
    "pregnancy-baby-loss": "I had a miscarriage.",
    "medical-detail": "The surgery took nine hours.",
    "accidents-injury": "The car crash was my fault.",
    "war-combat": "I was deployed twice.",
    "weapons": "He kept a gun.",
    "racism-hate": "The slurs began at school.",
    "police-justice": "I was arrested.",
    "religion": "The pastor knew.",
    "homelessness-poverty": "We were evicted.",
    "animals-harmed": "He killed my dog.",
    "abuse-by-helper": "My therapist touched me.",
    "captivity-trafficking": "I was trafficked.",
    "strong-language": "It was shit.",
}


def test_each_of_the_24_notes_has_words_that_speak_for_it() -> None:
    slugs = [note.slug for note in shipped().notes]

    assert list(MENTIONS) == slugs
    assert {slug: slug in proposed(text) for slug, text in MENTIONS.items()} == dict.fromkeys(
        slugs, True
    )


@pytest.mark.parametrize(
    "text",
    [
        "I laughed so hard. We baked bread and counted birds.",
        "I shot a look at the clock and skilled hands warmed mine.",
        "The reward was a warm toward-evening walk.",
        "A heroine in a book, a begun day, a winery of words.",
    ],
)
def test_words_that_only_sound_alike_propose_nothing(text: str) -> None:
    assert proposed(text) == ()


def test_rules_are_numbered_once_and_say_where_kind_words_may_begin() -> None:
    assert list(CLAUSES) == sorted(CLAUSES, key=lambda number: [*map(int, number.split("."))])
    assert IN_FORCE
    assert all(each.title and each.words and each.advice for each in IN_FORCE)
