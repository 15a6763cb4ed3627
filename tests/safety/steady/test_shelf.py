"""The exercises and courses: enough of them, short, and in plain words."""

import re
from collections.abc import Iterator

import pytest
from django.urls import resolve

from safety.steady import shelf as shelves
from safety.steady.shelf import BadShelf, shelf

PUSHES = ("must", "should", "have to do this", "well done", "great", "day 1", "in a row!", "points")


def texts() -> Iterator[str]:
    for exercise in shelf().exercises.values():
        yield from (exercise.care, *exercise.lines)
    for course in shelf().courses.values():
        yield course.about
        for part in course.parts:
            yield from part.lines


def sentences() -> list[str]:
    return [each for text in texts() for each in re.split(r"(?<=[.?!:])\s+", text) if each]


def test_there_are_enough_of_each_sort() -> None:
    assert [(key, len(there)) for key, _, there in shelf().groups] == [
        ("senses", 4),
        ("body", 7),
        ("mind", 5),
    ]
    assert [(each.slug, len(each.parts)) for each in shelf().courses.values()] == [
        ("nights", 5),
        ("waves", 5),
        ("ahead", 5),
        ("words", 6),
    ]


def test_every_part_takes_three_minutes_at_most() -> None:
    longest = max(part.minutes for each in shelf().courses.values() for part in each.parts)

    assert longest <= 3


def test_a_child_of_nine_can_read_it() -> None:
    """Flesch and Kincaid's grade (1975), with vowels in a row for syllables: 4 is nine years old."""
    words = re.findall(r"[a-z’']+", " ".join(texts()).lower())
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", w.removesuffix("e")))) for w in words)
    grade = 0.39 * len(words) / len(sentences()) + 11.8 * syllables / len(words) - 15.59

    assert grade < 4
    assert max(len(each.split()) for each in sentences()) <= 22


def test_nothing_pushes_praises_or_counts() -> None:
    whole = " ".join(texts()).lower()

    assert [word for word in PUSHES if re.search(rf"\b{re.escape(word)}\b", whole)] == []


def test_each_link_leads_to_a_page_of_ours() -> None:
    links = {part.link for each in shelf().courses.values() for part in each.parts if part.link}

    assert {link: resolve(link).view_name for link in links} == {
        "/hard-days/": "sessions:hard_days",
        "/notes/new/": "sessions:own_note_new",
        "/people/": "matching:people",
    }


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("courses.toml", 'exercise = "wall"', 'exercise = "sofa"', "no exercise sofa"),
        ("exercises.toml", 'id = "wall"', 'id = "feet"', "feet is there twice"),
        ("exercises.toml", 'group = "mind"', 'group = "soul"', "no group soul"),
        ("exercises.toml", "minutes = 1", "minutes = 3", "minutes"),
        ("courses.toml", 'link_words = "Keep a day that may be hard"', "", "a link without words"),
    ],
)
def test_what_cannot_be_is_found_when_it_is_read(
    tmp_path, monkeypatch, file: str, old: str, new: str, said: str
) -> None:
    for path in shelves.DATA.iterdir():
        text = path.read_text()
        (tmp_path / path.name).write_text(text.replace(old, new) if path.name == file else text)
    monkeypatch.setattr(shelves, "DATA", tmp_path)

    with pytest.raises(BadShelf, match=said):
        shelf.__wrapped__()
