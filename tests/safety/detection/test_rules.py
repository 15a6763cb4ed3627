"""Every reviewed rule finds its examples and leaves its counter-examples alone."""

import copy
import tomllib

import pytest

from safety.detection.assess import assess
from safety.detection.patterns import BadPhrase
from safety.detection.rulebook import RULES, BadRule, Rule, Together, compiled, rulebook

BOOK = rulebook()
ENTRIES: tuple[Rule | Together, ...] = (*BOOK.rules, *BOOK.together)
LOUD = [entry for entry in ENTRIES if not getattr(entry, "silent", False)]


def spoken(text):
    return {reason.rule_id: reason.level for reason in assess(text).reasons}


@pytest.mark.parametrize(
    ("entry", "text"), [(entry, text) for entry in LOUD for text in entry.examples]
)
def test_a_rule_finds_its_example(entry, text):
    assert spoken(text).get(entry.id, -1) >= entry.level, assess(text)


@pytest.mark.parametrize(
    ("entry", "text"), [(entry, text) for entry in LOUD for text in entry.counter_examples]
)
def test_a_rule_leaves_its_counter_example_alone(entry, text):
    assert spoken(text).get(entry.id, -1) < entry.level, assess(text)


def test_a_silent_rule_says_nothing_alone():
    silent = [rule for rule in BOOK.rules if rule.silent]

    assert silent
    for rule in silent:
        for text in (*rule.examples, *rule.counter_examples):
            assert rule.id not in spoken(text)


def test_the_rules_of_every_file_take_part():
    files = [tomllib.loads(path.read_text()) for path in RULES.parent.glob("*.toml")]
    written = [rule["id"] for told in files for rule in told["rule"]]

    assert len(files) > 1
    assert sorted(written) == sorted(rule.id for rule in BOOK.rules)


def test_an_assessment_names_the_version_of_the_rules():
    assert assess("hello").version == BOOK.version


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "weather"},
        {"level": 6},
        {"rationale": ""},
        {"examples": []},
        {"counter_examples": []},
        {"who": "them"},
    ],
)
def test_a_wrong_rule_is_refused(wrong):
    source = tomllib.loads(RULES.read_text())
    source["rule"][0] |= wrong

    with pytest.raises(BadRule):
        compiled(source)


@pytest.mark.parametrize(
    "phrase", ["", "..2 die", "(die", "die)", "die & live", "@nothing", "x? ..2", "(a|)"]
)
def test_a_phrase_that_cannot_be_read_is_refused(phrase):
    source = copy.deepcopy(tomllib.loads(RULES.read_text()))
    source["rule"][0]["phrases"] = [phrase]

    with pytest.raises(BadPhrase):
        compiled(source)
