"""Nobody edits a question by accident, and what we add to it is plain and labels nobody."""

import re

import pytest

from sessions.measures import saying
from sessions.measures.instruments import ALL, find
from sessions.measures.instruments.mood import GAD_7, PHQ_9
from sessions.measures.instruments.shape import Instrument

# Of wording, order, answers and numbers, as the handbook has them (domain 3.2). Whoever changes one
# on purpose changes the instrument's version, too: what was answered before was answered otherwise.
CHECKSUMS = {
    ("phq-4", "2026-11"): "4d8ca7f610539b42",
    ("phq-2", "2026-11"): "4250409b3358834a",
    ("phq-9", "2026-11"): "e1bac46222ffbaeb",
    ("gad-2", "2026-11"): "814f99255fac5114",
    ("gad-7", "2026-11"): "0be290b50ed05b8e",
    ("ucla-3", "2026-11"): "a0109fb4cc3ad7c5",
    ("hrqol-4", "2026-11"): "c15552d8622909a9",
    ("pc-ptsd-5", "2026-11"): "c5281cc967f826d5",
    ("pcl-5", "2026-11"): "e0d07debd0ce987a",
    ("itq", "2026-11"): "5dd47493d6ea2e59",
    ("asq", "2026-11"): "5ecdb3f7fda00d08",
}
LABELS = re.compile(
    r"\b(ptsd|depress|anxiety|disorder|diagnos|symptom|patient|severe|moderate|mild|complex|patholog)",
    re.IGNORECASE,
)
EACH = pytest.mark.parametrize("instrument", ALL, ids=[each.key for each in ALL])


def test_no_letter_of_an_instrument_was_changed() -> None:
    assert {(each.key, each.version): each.checksum for each in ALL} == CHECKSUMS


@EACH
def test_each_says_what_may_be_done_with_it_and_fits_its_columns(instrument: Instrument) -> None:
    assert instrument.licence
    assert instrument.source
    assert instrument.language == "en"
    assert find(instrument.key) is instrument
    keys = [item.key for item in instrument.items]
    assert len(keys) == len(set(keys))
    assert max(len(instrument.key), len(instrument.version), *map(len, keys)) <= 16


@EACH
def test_what_we_say_of_it_names_no_illness(instrument: Instrument) -> None:
    ours = [
        instrument.title,
        instrument.about,
        *(band.name for band in instrument.bands),
        *(area.name for area in instrument.areas),
        *(scale.name for scale in instrument.scales),
    ]

    assert [words for words in ours if LABELS.search(words)] == []


def test_nor_does_anything_a_result_can_say() -> None:
    said = [saying.CAN_SAY, saying.CANNOT_SAY, saying.NO_BANDS, *saying.MOVES.values()]
    said += [words for pair in saying.ASQ_SAYS.values() for words in pair]

    assert [words for words in said if LABELS.search(words)] == []


@EACH
def test_who_is_told_of_an_answer_is_said_beforehand_where_there_is_one(
    instrument: Instrument,
) -> None:
    dangerous = any(item.danger for item in instrument.items)

    assert bool(instrument.tells) == dangerous
    assert not dangerous or "somebody from our team will see that answer" in instrument.tells


def test_codes_for_an_export_stand_where_the_handbook_has_them() -> None:
    assert [item.code for item in PHQ_9.items] == [
        *("44250-9", "44255-8", "44259-0", "44254-1", "44251-7"),
        *("44258-2", "44252-5", "44253-3", "44260-8", ""),
    ]
    assert (PHQ_9.code, PHQ_9.code_total, GAD_7.code_total) == ("44249-1", "44261-6", "70274-6")
    assert [item.code for item in GAD_7.items] == [
        *("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7")
    ]
    assert [option.code for option in PHQ_9.items[0].options] == [
        *("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")
    ]


@pytest.mark.parametrize(
    ("key", "days"),
    [
        *[(key, 14) for key in ("phq-2", "phq-4", "phq-9", "gad-2", "gad-7")],
        *[(key, 28) for key in ("pc-ptsd-5", "pcl-5", "itq", "ucla-3")],
        ("hrqol-4", 30),
        ("asq", None),  # nobody is ever told to wait with that
    ],
)
def test_none_is_offered_again_before_the_days_are_over_that_it_asks_about(
    key: str, days: int | None
) -> None:
    every = next(each.every for each in ALL if each.key == key)

    assert (every.days if every else None) == days
