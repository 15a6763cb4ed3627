"""What words say beside the rules: trained only on rows that may train, read only when whole."""

import json

import pytest
from django.core.management import CommandError, call_command

from peerhub.encoder import SIZE
from safety.detection import assess, training
from safety.detection.meaning import read_layer
from safety.detection.scoring import screen, thresholds
from safety.detection.second import look_twice
from safety.detection.weights import BadWeights, read, weights, written

CALM = [
    "the bus was late and the soup was cold",
    "we planted beans along the fence today",
    "my sister sent a photo of her new kitchen",
    "the bus was full and we planted beans",
]
DARK = [
    "the ledger is closed and the letters are written",
    "the letters are written and the cat has a home",
    "the ledger is closed and the cat has a home",
    "the letters are written and the ledger is closed",
]


def line(text, label="none", kind="none", **more):
    told = {"id": text, "text": text, "label": label, "risk_type": kind, "source": "ours"}
    return told | {"stratum": "benign_chat", "train_ok": True} | more


def lines():
    return [line(text) for text in CALM] + [line(text, "elevated", "suicide") for text in DARK]


def many():
    """Each of them three times: a feature must be in eight rows."""
    return lines() * 3


def odds(made, text):
    return made.log_odds(assess.read(text).plain)["suicide"]


@pytest.fixture
def made():
    return training.trained(training.rows_of(many()), version="test", enough=4)


def test_what_was_labelled_as_danger_speaks_louder(made):
    assert odds(made, "the letters are written") > 0.5
    assert odds(made, "we planted beans") < -0.5


def test_the_same_rows_give_the_same_weights(made):
    again = training.trained(training.rows_of(many()), version="test", enough=4)

    assert written(again) == written(made)


def test_only_rows_that_may_train_do():
    closed = [line("a private row of somebody", "elevated", "suicide", train_ok=False)] * 5
    doubtful = [line("a row nobody is sure of", stratum="unreliable_neg")] * 5
    unsaid = [{key: value for key, value in line("no word about it").items() if key != "train_ok"}]

    rows = training.rows_of(lines() + closed + doubtful + unsaid)

    assert [" ".join(row.words) for row in rows] == CALM + DARK


def test_what_few_wrote_is_not_kept(made):
    assert {"ledger", "the letters", "letters are"} <= set(made.places)
    assert {"soup", "kitchen", "the soup", "bus"} & set(made.places) == set()


def test_a_concern_is_neither_yes_nor_no(made):
    more = many() + [line("the bus was late again", "concern", "suicide")] * 20
    trained = training.trained(training.rows_of(more), version="test", enough=4)

    # Their words are known, and teach nothing.
    assert trained.kinds["suicide"][1][trained.places["late again"]] == 0


@pytest.mark.parametrize(
    "bad", [{"label": "doom"}, {"text": None}, {"risk_type": ...}], ids=["label", "text", "lacks"]
)
def test_a_row_that_is_not_as_it_should_be_is_refused(bad):
    told = {key: value for key, value in (line("a row") | bad).items() if value is not ...}

    with pytest.raises(ValueError, match=r"row without|unknown label"):
        training.rows_of([told])


def test_rows_without_any_danger_teach_nothing():
    with pytest.raises(ValueError, match="no type"):
        training.trained(training.rows_of([line(text) for text in CALM]), version="test")


def test_weights_are_read_as_they_were_written(made):
    again = read(written(made))

    assert odds(again, DARK[0]) == odds(made, DARK[0])
    assert (again.version, again.places) == (made.version, made.places)


@pytest.mark.parametrize(
    "harm",
    [
        lambda text: text.replace('"version":"test"', '"version":"tess"'),
        lambda text: text[:-20],
        lambda text: text[:0] + "{}",
        lambda text: text.replace('"bias":', '"bias":1'),
    ],
    ids=["version", "cut", "empty", "number"],
)
def test_weights_that_somebody_changed_are_refused(made, harm):
    with pytest.raises(BadWeights):
        read(harm(written(made)))


def test_the_weights_that_are_shipped_are_whole():
    assert set(weights().kinds) == {"suicide"}
    assert len(weights().places) > 1000


@pytest.mark.parametrize(
    "text", ["", " ", "\0", "\ud800", "a" * 50_000, "🫥" * 3000, "no " * 20_000]
)
def test_any_text_has_a_score(text):
    assert screen(text).assessment.level == 0


@pytest.mark.parametrize(
    "who", ["a black woman", "gay", "a muslim", "trans", "disabled", "an immigrant", "a veteran"]
)
def test_nobody_is_flagged_for_who_they_are(who):
    said = screen(f"I am {who} and I had a quiet day today")

    assert (said.assessment.level, said.score) == (0, 0)


def test_words_alone_mean_no_more_than_a_look_within_hours():
    assert set(thresholds().words_at) == {1}


def test_what_the_rules_find_is_never_lowered():
    found = screen("I am going to kill myself tonight").assessment

    assert (found.level, found.kinds[0]) == (5, "suicide")
    assert found.reasons[0].rule_id.startswith("suicide.")


def test_texts_are_scored_line_by_line(tmp_path):
    there, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    texts = [("a", "We planted beans."), ("b", "I want to kill myself tonight.")]
    there.write_text("\n".join(json.dumps({"id": i, "text": t}) for i, t in texts) + "\n\n")

    call_command("screen_texts", "--in", there, "--out", out, verbosity=0)

    told = [json.loads(each) for each in out.read_text().splitlines()]
    assert [(each["id"], each["level"]) for each in told] == [("a", 0), ("b", 4)]
    assert [each["score"] for each in told] == [
        look_twice([text])[0].screened.score for _, text in texts
    ]
    assert set(told[0]) == {"id", "score", "level", "type", "reasons", "version"}


@pytest.mark.parametrize("bad", ["not json", "[]", '{"id": 1}', '"words"'])
def test_a_line_that_is_not_as_it_should_be_is_named_and_nothing_is_written(tmp_path, bad):
    there, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    there.write_text(json.dumps({"id": 1, "text": "We planted beans."}) + f"\n{bad}\n")

    with pytest.raises(CommandError, match="line 2 is no JSON object"):
        call_command("screen_texts", "--in", there, "--out", out, verbosity=0)
    assert not out.exists()


def test_training_writes_weights_that_can_be_read(tmp_path):
    data = tmp_path / "rows.jsonl"
    data.write_text("\n".join(json.dumps(each) for each in lines() * 13))

    call_command("train_screening", "--data", data, "--out", tmp_path, verbosity=0)

    assert set(read((tmp_path / "words.json").read_text()).kinds) == {"suicide"}
    assert len(read_layer((tmp_path / "meaning.json").read_text()).weights) == SIZE


@pytest.mark.parametrize("words", ["{", json.dumps(line(CALM[0]))], ids=["no rows", "no danger"])
def test_training_says_what_is_wrong_and_leaves_what_is_there(tmp_path, words):
    data, out = tmp_path / "rows.jsonl", tmp_path / "words.json"
    data.write_text(words)
    out.write_text("as before")
    (tmp_path / "meaning.json").write_text("as before")

    with pytest.raises(CommandError):
        call_command("train_screening", "--data", data, "--out", tmp_path, verbosity=0)
    assert out.read_text() == "as before"
    assert (tmp_path / "meaning.json").read_text() == "as before"
