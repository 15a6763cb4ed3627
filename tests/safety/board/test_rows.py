"""The board in words, and what is measured."""

import json

from safety.board import rows as board
from safety.detection.measuring import FEW, Figures, Measured, measure, shipped, written
from safety.detection.rulebook import rulebook

BOOK = rulebook()


def shown(rule: str, measured: Measured | None = None) -> board.Row:
    return next(row for row in board.rows(BOOK, (), measured) if row.id == rule)


def with_figures(rule: str, figures: Figures) -> Measured:
    return Measured(BOOK.version, "2026-11-27", 1000, 100, {rule: figures})


def test_every_rule_is_on_the_board_with_its_examples() -> None:
    assert [(row.id, row.hits, row.near_misses) for row in board.rows(BOOK, (), None)] == [
        (entry.id, entry.examples, entry.counter_examples) for entry in BOOK.entries
    ]


def test_few_messages_give_no_percentage() -> None:
    loud = next(rule.id for rule in BOOK.rules if not rule.silent)
    few = with_figures(loud, Figures(FEW - 1, 9, 1, 0, 9, FEW - 1))
    enough = with_figures(loud, Figures(FEW, 15, 1, 0, 15, FEW))

    assert "%" not in " ".join(shown(loud, few).measured)
    assert "Precision 50%: 15 labelled danger, 1 worry." in shown(loud, enough).measured
    assert shown(loud).measured == ("Not measured yet.",)


def test_a_rule_at_level_5_says_so_before_it_is_switched_off() -> None:
    highest = next(rule.id for rule in BOOK.rules if rule.level == 5)
    low = next(rule.id for rule in BOOK.rules if max(rule.level, rule.soon, rule.recent) == 1)

    assert any("level 5" in said for said in board.consequences(highest, BOOK, ()))
    assert not any("level 5" in said for said in board.consequences(low, BOOK, ()))


def test_the_last_rule_of_a_kind_says_so_before() -> None:
    ours = [e.id for e in BOOK.entries if e.kind == "harm_to_others"]
    last = "No other rule for harm to others would be left."

    assert last in board.consequences(ours[0], BOOK, ours[1:])
    assert len(ours) == 1 or last not in board.consequences(ours[0], BOOK, ())


def test_rules_that_need_it_are_named() -> None:
    said = board.consequences("farewell.calm", BOOK, ())

    assert "“together.settled_and_calm” could not speak any more: it needs this rule." in said


def test_measuring_counts_and_keeps_no_words() -> None:
    text = "I am going to kill myself."
    row = {"text": text, "risk_type": "suicide", "stratum": "risk"}
    rows = [
        row | {"label": "imminent"},
        row | {"label": "none"},
        row | {"label": "none", "stratum": "unreliable_neg"},
        row | {"label": "none", "text": "I made soup."},
    ]

    made = measure(rows, on="2026-11-27")

    spoke = {rule: figures for rule, figures in made.rules.items() if figures.spoke}
    assert (made.messages, made.danger) == (3, 1)
    assert {(f.spoke, f.danger, f.kind_found, f.kind_all) for f in spoke.values()} == {(2, 1, 1, 1)}
    assert "kill" not in written(made).replace('"abuse.killing_threat"', "")


def test_what_is_shipped_is_figures_alone_and_of_these_rules() -> None:
    measured = shipped()

    assert measured is not None
    assert measured.version == BOOK.version
    assert set(measured.rules) == {entry.id for entry in BOOK.entries}
    assert all(
        isinstance(figure, int)
        for figures in json.loads(written(measured))["rules"].values()
        for figure in figures.values()
    )
