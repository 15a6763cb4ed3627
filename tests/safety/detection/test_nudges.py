"""What is asked about before it is sent, and, as important, what is not."""

import re
import time

import pytest

from safety.detection.nudges import Found, identifying, in_words
from safety.resources.lines import table

ASKED = {
    "phone": (
        "555-867-5309",
        "(555) 867-5309",
        "(555)867-5309",
        "555.867.5309",
        "555 867 5309",
        "5558675309",
        "1-555-867-5309",
        "+1 555 867 5309",
        "+44 20 7946 0958",
        "+49 1512 3456789",
        "+44 (0)20 7946 0958",
        "07700 900123",
        "020 7946 0958",
        "my number is 867-5309",
        "text me at 867 5309",
    ),
    "email": (
        "anna@example.com",
        "anna.smith@example.co.uk",
        "anna+peer@mail.example.org",
        "ANNA@EXAMPLE.COM",
        "a_s-1@example.io",
        "anna at gmail dot com",
        "anna (at) gmail (dot) com",
        "anna[at]gmail[dot]com",
        "Anna AT Gmail DOT Com",
        "anna.smith at example.org",
        "anna99 at yahoo dot co",
        "anna@mail.uni-example.de",
    ),
    "link": (
        "https://example.com/me",
        "http://example.com",
        "https://t.me/anna",
        "www.example.org",
        "HTTPS://EXAMPLE.COM",
        "example.com",
        "shop.example.org",
        "instagram.com/anna",
        "discord.gg/abc123",
        "t.me/anna",
        "bit.ly/2xyz",
        "https://988lifeline.org.example.com/",
    ),
    "account": (
        "@annasmith",
        "@anna_smith.99",
        "my insta is @anna",
        "my insta is annasmith",
        "my instagram: anna.smith",
        "my snap name is annie_b",
        "snap: annabelle99",
        "insta = annasmith",
        "add me on discord anna_7",
        "find me on telegram @anna",
        "message me on whatsapp: anna_s",
        "hit me up on kik: anna77",
        "anna#1234",
    ),
    "address": (
        "45 Elm Street",
        "45 Elm St",
        "1200 North Oak Avenue",
        "7 Martin Luther King Blvd",
        "221B Baker Street",
        "12 Rose Lane",
        "9 Hill Rd",
        "123 main street",
        "14 oak avenue",
        "Austin, TX 78701",
        "TX 78701-1234",
        "Portland, OR 97205",
        "SW1A 1AA",
    ),
    "name": (
        "My name is Anna Smith",
        "my name is Anna",
        "my name's Anna",
        "My name’s Anna Smith",
        "my real name is Anna",
        "My full name is Anna Smith",
        "my legal name is Anna Smith",
        "my name: Anna Smith",
        "I'm called Anna Smith",
        "I’m called Anna Smith",
        "I am called Anna Smith",
        "my name is Zoë Brown",
    ),
    "workplace_or_school": (
        "I work at Starbucks",
        "I work for Miller Plumbing",
        "I work at the Riverside Diner",
        "I'm working at Mercy Hospital",
        "I’m working at Target",
        "I teach at Lincoln Elementary",
        "I go to Lincoln High School",
        "I go to Lincoln High",
        "I went to Boston University",
        "I study at Stanford",
        "I attend Hill Valley College",
        "my school is Roosevelt Middle School",
        "I'm employed by Walmart",
    ),
    "birth": (
        "born on 3/12/1991",
        "born 03.12.1991",
        "born 1991-03-12",
        "born March 12, 1991",
        "born on March 12th 1991",
        "born on the 12th of March 1991",
        "born 12 March 1991",
        "my birthday is 3/12/91",
        "birthday: Mar 12, 1991",
        "my date of birth is 12-03-1991",
        "DOB 3/12/1991",
        "birthdate 3/12/1991",
    ),
}

# By the kind that it could be taken for.
NOT_ASKED = {
    "phone": (
        "Call or text 988.",
        "I called 911 and they came.",
        "Samaritans are at 116 123",
        "text HOME to 741741",
        "call 1-800-273-8255 or 1-866-488-7386",
        "I weighed 300 450 times a day",
        "20 mg in the morning, 1000 mg at night",
        "between 2019 and 2023, then 2024 2025 2026",
        "on 2026-11-24 at 10:30",
        "it cost $2,500,000,000 and $5558675309",
        "I told them 1000000000 times",
        "24/7 for 365 days",
        "PCL-5: 45, PHQ-9: 15, GAD-7: 12",
        "500-600 1000 calories",
        "counting 1 2 3 4 5 6 7 8 9 10",
    ),
    "email": (
        "I was at home. Come over in my dreams.",
        "I yelled at him. Me too.",
        "I look at it (at) night",
        "we met @ noon",
        "I am at a dot on the map",
        "at work dot dot dot",
        "look at me",
        "5 at 3 dot com",
        "he was at it again. Co-workers saw.",
        "mad at him...org",
        "at 10.30 at night",
        "I stare at the dot",
    ),
    "link": (
        "I stopped.then I slept",
        "and/or",
        "he/him, she/her",
        "24/7",
        "i.e. never, e.g. now",
        "home.me too",
        "988lifeline.org",
        "https://988lifeline.org/chat",
        "www.rainn.org",
        "www",
        "http is a word",
        "so tired...",
        "3.5 hours",
    ),
    "account": (
        "@home",
        "@Quiet Heron thank you",
        "thank you @Amber Fox.",
        "we met @ noon",
        "my insta is private",
        "my facebook is depressing me",
        "my instagram is gone.",
        "my snap is full of him",
        "people on discord is better",
        "then, snap: everything broke",
        "a signal: stop when it hurts",
        "I left Facebook in 2019",
        "step #1, then #2345",
        "I saw him on insta",
    ),
    "address": (
        "I took 2 steps in her way",
        "I have 1 day in court",
        "5 of us drive there",
        "10 miles down the road",
        "2 hours to drive",
        "3 blocks down the street",
        "15 minutes away, place by place",
        "I am 34 and on the street",
        "HELP ME 20000 TIMES",
        "I AM OK 10000 PERCENT",
        "B12 5MG",
        "ICD F43 10",
        "2 Weeks In Court",
        "9 out of 10 days",
    ),
    "name": (
        "my name is not important",
        "my name means nothing here",
        "I'm called Lazy by my dad",
        "I'm called names",
        "I am called stupid",
        "he called Anna",
        "I called Anna Smith’s office",
        "they call me names",
        "my name is mud",
        "My name is The Problem",
        "what is my name",
        "I called 911 and I called Mom",
    ),
    "workplace_or_school": (
        "I work at night",
        "I work at Night",
        "I work for my mom",
        "I work for Mom",
        "I work at home",
        "I go to AA",
        "I go to Al-Anon",
        "I go to church",
        "I go to high school",
        "I went to the hospital",
        "I study at home",
        "I work for the state",
        "I go to work on Mondays",
    ),
    "birth": (
        "born in 1991",
        "I was born in March",
        "my birthday is on Friday",
        "my birthday is 3/12",
        "since my birth in 1991",
        "a sober birthday, 3/12/2019",
        "my sober birthday is 3/12/2019",
        "clean birthday: March 12, 2019",
        "it happened on 3/12/2019",
        "born again. On 3/12/2019 it ended",
        "the birth took 12 hours",
        "stubborn",
    ),
}

EVERY_ASKED = [(kind, text) for kind, texts in ASKED.items() for text in texts]
EVERY_OTHER = [text for texts in NOT_ASKED.values() for text in texts]


@pytest.mark.parametrize(("kind", "text"), EVERY_ASKED)
def test_it_is_asked_about(kind: str, text: str) -> None:
    before = "So yes, "
    found = identifying(f"{before}{text} and that is it.")

    assert [each.kind for each in found] == [kind]
    assert len(before) <= found[0].start < found[0].end <= len(before) + len(text)


@pytest.mark.parametrize("text", EVERY_OTHER)
def test_it_is_left_alone(text: str) -> None:
    assert identifying(text) == ()


def test_every_kind_has_its_examples() -> None:
    assert sorted(ASKED) == sorted(NOT_ASKED)
    assert min(len(texts) for texts in (*ASKED.values(), *NOT_ASKED.values())) >= 12


@pytest.mark.parametrize("line", table().lines, ids=lambda line: line.id)
def test_no_number_of_a_line_that_helps_is_asked_about(line) -> None:
    for number in filter(None, (line.call, line.text)):
        assert identifying(f"Please call {number} today.") == ()
        assert identifying(number.replace(" ", "-")) == ()


def test_what_was_found_says_where_it_stands() -> None:
    text = "Write to anna@example.com or call 555-867-5309."

    assert identifying(text) == (Found("email", 9, 25), Found("phone", 34, 46))
    assert text[9:25] == "anna@example.com"
    assert text[34:46] == "555-867-5309"


def test_two_readings_of_the_same_words_are_one() -> None:
    found = identifying("https://instagram.com/anna@example.com")

    assert [(each.kind, each.start) for each in found] == [("link", 0)]


def test_the_author_hears_what_it_looks_like_and_what_happens_next() -> None:
    phone, mail, again = Found("phone", 0, 1), Found("email", 2, 3), Found("phone", 4, 5)

    assert in_words([phone]) == (
        "This looks like a phone number. Here we keep such things out, so that nobody can be"
        " found. You can change it, or send it anyway: then a person from our team reads it first."
    )
    assert in_words([phone, mail, again]).startswith(
        "This looks like a phone number and an e-mail address. "
    )


@pytest.mark.parametrize("kind", ASKED)
def test_every_kind_has_words(kind: str) -> None:
    assert re.match(
        r"This looks like (a|an|the) [a-z -]+\. Here we ", in_words([Found(kind, 0, 1)])
    )


def fastest(text: str, *, tries: int = 5) -> float:
    """Milliseconds."""
    took = []
    for _ in range(tries):
        start = time.perf_counter()
        identifying(text)
        took.append((time.perf_counter() - start) * 1000)
    return min(took)


def test_a_message_is_read_in_a_moment() -> None:
    text = ("I wake at 4 and cannot stop the noise, so I count to 100 and walk 2 miles. " * 4)[:300]

    assert fastest(text, tries=50) < 0.3


@pytest.mark.parametrize(
    "unit",
    ["a.", "a", "1 ", "-", "@", "+1 ", "a at ", "a (at) ", "1 Aa ", "12 ab ", "www.", "123 ", "aa.aa.",
     "snap ", "my snap is ", "born ", "a#", "Aa, ", "I work at ", "0", ".com", "/"],
)  # fmt: skip
def test_no_text_keeps_the_room_waiting(unit: str) -> None:
    assert fastest((unit * 4000)[:4000]) < 25
