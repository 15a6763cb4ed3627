"""The files of the vocabulary are whole, kind and refuse a slip of the hand."""

import re
import shutil
from pathlib import Path

import pytest

from peerhub.topics.taxonomy import DATA, Taxonomy, TaxonomyError, load

HARD_WORDS = ("victim", "addict", "sufferer", "suffer", "committed", "commit suicide", "clean")
# A root tells what happened; what a clinician calls it belongs to the synonyms.
DIAGNOSES = ("ptsd", "disorder", "depression", "syndrome", "bipolar", "ocd", "psychosis", "adhd")


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    """What is shipped, read afresh."""
    return load(DATA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the files that a test may spoil."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first ``old`` in ``file``."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_root_and_struggle_stands_once_and_in_order(taxonomy: Taxonomy) -> None:
    assert [root.code for root in taxonomy.roots] == [f"R{n}" for n in range(1, 109)]
    assert [one.code for one in taxonomy.struggles] == [f"S{n}" for n in range(1, 113)]


def test_the_groups_of_the_handbook(taxonomy: Taxonomy) -> None:
    roots = list(dict.fromkeys(root.group for root in taxonomy.roots))
    struggles = list(dict.fromkeys(one.group for one in taxonomy.struggles))

    assert len(roots) == 8
    assert struggles == [
        "Memories and body",
        "Feelings",
        "Ways of coping",
        "Trust and relationships",
        "Parenting and family",
        "Self and meaning",
        "Daily life",
    ]


def test_labels_are_filled_and_read_once_an_axis(taxonomy: Taxonomy) -> None:
    for axis in (taxonomy.roots, taxonomy.struggles):
        labels = [topic.label for topic in axis]
        assert all(label == label.strip() != "" for label in labels)
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("R7", "A parent who drank too much"),
        ("R41", "Sudden or accidental death in the family"),
        ("R86", "Moral injury (what I saw or did)"),
        ("R108", "Community loss or cultural erasure"),
        ("S1", "Nightmares"),
        ("S35", "Alcohol"),
        ("S55", "Trusting people"),
        ("S112", "Ageing with it"),
    ],
)
def test_codes_carry_the_words_of_the_handbook(taxonomy: Taxonomy, code: str, label: str) -> None:
    assert {topic.code: topic.label for topic in taxonomy.topics}[code] == label


def test_no_hard_word_in_what_people_read(taxonomy: Taxonomy) -> None:
    read = [topic.label for topic in taxonomy.topics]
    read += [note.label for note in taxonomy.notes]
    read += [facet.label for facet in taxonomy.facets]
    read += [answer.label for answer in taxonomy.answers]
    read += [label for facet in taxonomy.facets for _, label in facet.options]

    hard = re.compile(rf"\b({'|'.join(HARD_WORDS)})", re.IGNORECASE)

    assert [label for label in read if hard.search(label)] == []


def test_no_root_is_a_diagnosis(taxonomy: Taxonomy) -> None:
    words = re.compile(rf"\b({'|'.join(DIAGNOSES)})\b", re.IGNORECASE)

    assert [root.label for root in taxonomy.roots if words.search(root.label)] == []


def test_synonyms_are_few_and_none_stands_twice(taxonomy: Taxonomy) -> None:
    for topic in taxonomy.topics:
        said = [phrase.casefold() for phrase in (topic.label, *topic.synonyms)]
        assert len(set(said)) == len(said), topic.code


def test_help_opens_first_for_the_two_most_urgent_struggles(taxonomy: Taxonomy) -> None:
    assert [topic.code for topic in taxonomy.topics if topic.opens_help] == ["S31", "S32"]


@pytest.mark.parametrize("code", ["R4", "R7", "R38", "R39", "R47", "R105", "S31", "S32", "S35"])
def test_what_could_hurt_in_the_wrong_eyes_is_sensitive(taxonomy: Taxonomy, code: str) -> None:
    assert {topic.code: topic.sensitive for topic in taxonomy.topics}[code]


def test_notes_facets_and_answers(taxonomy: Taxonomy) -> None:
    assert len(taxonomy.notes) == 24
    assert len(taxonomy.facets) == 19
    assert [answer.label for answer in taxonomy.answers_for("root")] == [
        "Many things over time",
        "Not sure",
        "Something else",
        "Rather not say",
    ]
    assert [answer.label for answer in taxonomy.answers_for("struggle")] == [
        "I just want someone to listen",
        "Something else",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "entry"),
    [
        ("roots.toml", 'code = "R7"', 'code = "R6"', "R6"),
        ("roots.toml", 'code = "R7"', 'code = "T7"', "T7"),
        ("roots.toml", 'slug = "parent-drank"', 'slug = "Parent drank"', "R7"),
        ("roots.toml", 'slug = "parent-drank"', 'slug = "parent-left"', "parent-left"),
        ("roots.toml", 'label = "A parent who left"', 'label = " "', "R11"),
        ("roots.toml", 'content_note = "alcohol"', 'content_note = "wine"', "R7"),
        ("roots.toml", 'content_note = "alcohol"', 'contentnote = "alcohol"', "R7"),
        ("struggles.toml", "sensitive = true", 'sensitive = "yes"', "S17"),
        ("struggles.toml", '"flashback",', '"flashback", 3,', "S3"),
        ("struggles.toml", 'label = "Panic"', 'label = "nightmares"', "nightmares"),
        ("notes.toml", 'slug = "eating"', 'slug = "alcohol"', "alcohol"),
        ("facets.toml", 'kind = "one"', 'kind = "two"', "age-band"),
        ("facets.toml", 'kind = "words"', 'kind = "many"', "gender"),
        ("answers.toml", 'axis = "root"', 'axis = "leaf"', "many-things"),
    ],
)
def test_a_fault_is_named_with_file_and_entry(
    folder: Path, file: str, old: str, new: str, entry: str
) -> None:
    spoil(folder, file, old, new)

    with pytest.raises(TaxonomyError) as fault:
        load(folder)

    assert (fault.value.file, fault.value.entry) == (file, entry)


def test_a_lost_topic_is_noticed(folder: Path) -> None:
    text = (folder / "roots.toml").read_text(encoding="utf-8")
    (folder / "roots.toml").write_text(text[: text.rindex("[[group.topic]]")], encoding="utf-8")

    with pytest.raises(TaxonomyError, match="107 topics, not 108"):
        load(folder)


@pytest.mark.parametrize("spoilt", ["[[note]", "note = 3"])
def test_a_file_that_cannot_be_read(folder: Path, spoilt: str) -> None:
    (folder / "notes.toml").write_text(spoilt, encoding="utf-8")

    with pytest.raises(TaxonomyError, match=r"^notes\.toml"):
        load(folder)


def test_a_missing_file(folder: Path) -> None:
    (folder / "facets.toml").unlink()

    with pytest.raises(TaxonomyError, match=r"^facets\.toml"):
        load(folder)
