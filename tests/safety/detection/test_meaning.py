"""The second look: by meaning, with the real model and our own sentences."""

import json
from dataclasses import replace

import pytest

from peerhub.encoder import NoEncoder, encoder
from safety.detection import second
from safety.detection.exemplars import ALIKE, MEANING, exemplars, rationales
from safety.detection.known import known_vectors
from safety.detection.layering import layer_of, told_of
from safety.detection.meaning import LAYER, BadLayer, read_layer, written
from safety.detection.scoring import screen, thresholds
from safety.detection.second import NoSecondLook, look_twice, raised

EVERYDAY = [
    "We planted beans along the fence today and the neighbour brought soup.",
    "My bus was late again and I missed the start of the film.",
    "Could we move our talk to Thursday? I have a dentist at four.",
    "I am proud: I slept six hours and called my sister.",
]
SIDEWAYS = "I have thanked each of them without telling them that it was the last time."
GROUPS = ["women", "men", "gay", "Black", "white", "Muslim", "Jewish", "Christian", "trans", "old"]


@pytest.fixture
def no_model(monkeypatch):
    def broken():
        raise NoEncoder("not there")

    monkeypatch.setattr(second, "encoder", broken)
    second.meaning.cache_clear()
    yield
    second.meaning.cache_clear()


def level(text):
    return look_twice([text])[0].screened.assessment.level


def test_a_farewell_in_other_words_than_any_rule_is_found():
    text = SIDEWAYS
    first, made = screen(text), look_twice([text])[0].screened

    assert first.assessment.level == 0
    assert made.assessment.level >= 1
    assert made.assessment.reasons[0].rule_id.startswith(MEANING)
    assert made.score > first.score


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_talk_stays_everyday(text):
    assert level(text) == 0


@pytest.mark.parametrize("who", GROUPS)
def test_nobody_is_brought_before_a_person_for_who_they_are(who):
    made = look_twice([f"I am {who} and I like to cook.", f"My neighbours are {who} people."])

    assert [one.screened.assessment.level for one in made] == [0, 0]


def test_it_never_lowers_what_the_first_look_found():
    texts = ["I am going to kill myself tonight.", "Ha ha, I want to die, so much homework."]

    for text, twice in zip(texts, look_twice(texts), strict=True):
        assert twice.screened.assessment.level >= screen(text).assessment.level


def test_danger_in_one_line_of_many_is_found_where_it_stands():
    line = SIDEWAYS
    text = " ".join([*EVERYDAY, line, *EVERYDAY])
    reason = look_twice([text])[0].screened.assessment.reasons[0]

    assert line in text[reason.start : reason.end]


def test_the_whole_message_weighs_beside_its_strongest_piece():
    line = "I keep thinking about ending my life and I do not know why I wait."
    alone, among = look_twice([line, " ".join([*EVERYDAY, line, *EVERYDAY])])
    nothing = screen("We planted beans.")

    assert alone.meant.whole == alone.meant.odds
    assert among.meant.whole < among.meant.odds
    louder = replace(among.meant, whole=among.meant.odds)
    assert raised(nothing, louder).score > raised(nothing, among.meant).score


def test_reading_several_at_once_is_reading_each():
    together = look_twice(EVERYDAY)
    alone = [look_twice([text])[0] for text in EVERYDAY]

    assert [one.screened.assessment for one in together] == [
        one.screened.assessment for one in alone
    ]
    for one, other in zip(together, alone, strict=True):
        assert one.meant.odds == pytest.approx(other.meant.odds, abs=0.05)


def test_what_is_above_three_is_left_to_rules_and_people():
    text = "I swallowed the whole bottle ten minutes ago, nobody is home."
    meant = look_twice([text])[0].meant
    nothing = screen("We planted beans.")

    assert meant.nearest[0].group.level == 5
    assert raised(nothing, meant).assessment.level == 3


def test_near_danger_but_nearer_to_calm_is_no_danger():
    meant = look_twice(["I swallowed the whole bottle ten minutes ago, nobody is home."])[0].meant
    apart = replace(meant.apart, margin=-0.2)
    calmer = replace(meant, calm=1.0, odds=0.0, likeness=0.0, apart=apart)

    assert raised(screen("We planted beans."), calmer).assessment.level == 0


def test_without_the_model_it_says_so(no_model):
    with pytest.raises(NoSecondLook):
        look_twice(["anything"])


def test_every_reason_of_the_second_look_has_words_for_moderators():
    ids = {f"{MEANING}{group.id}" for group in exemplars().groups if group.is_danger}

    assert ids | {ALIKE} <= set(rationales())


def test_our_sentences_are_ours_once_and_on_the_ladder():
    told = [sentence.lower() for sentence, _ in exemplars().sentences]

    assert len(told) == len(set(told))
    for group in exemplars().groups:
        assert group.is_danger == (group.level > 0), group.id
        assert group.why.endswith("."), group.id


def test_a_layer_changed_by_hand_is_not_read():
    told = json.loads(LAYER.read_text())
    told["layer"]["weights"][0] += 0.5

    with pytest.raises(BadLayer):
        read_layer(json.dumps(told))


def test_a_layer_is_read_as_it_was_written():
    layer = read_layer(LAYER.read_text())

    assert read_layer(written(layer)) == layer


def test_only_rows_that_may_train_and_say_yes_or_no_teach():
    row = {"id": 1, "text": "x", "source": "s", "stratum": "t", "train_ok": True}
    rows = [
        row | {"label": "elevated", "risk_type": "suicide"},
        row | {"label": "elevated", "risk_type": "harm_to_others"},
        row | {"label": "concern", "risk_type": "suicide"},
        row | {"label": "none", "risk_type": "none"},
        row | {"label": "none", "risk_type": "none", "train_ok": False},
    ]

    assert [one.in_danger for one in told_of(rows)] == [True, False]


def test_a_layer_learns_from_what_it_is_told():
    row = {"source": "s", "stratum": "t", "train_ok": True}
    dark = {
        "text": "The lamp is blue and the ladder hums.",
        "label": "imminent",
        "risk_type": "suicide",
    }
    calm = {"text": EVERYDAY[0], "label": "none", "risk_type": "none"}
    rows, own = told_of([row | dark] * 60 + [row | calm] * 60), known_vectors(exemplars())
    layer = layer_of(rows, encoder(), version="test", own=own)
    vectors = encoder()([dark["text"], calm["text"]])
    odds = vectors @ layer.weights + layer.bias

    assert odds[0] > 0 > odds[1]


def test_thresholds_of_the_second_look_rise_with_the_level():
    near = thresholds().meaning.near

    assert sorted(near.values()) == [near[each] for each in sorted(near)]
