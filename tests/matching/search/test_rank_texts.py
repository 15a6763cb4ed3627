"""``manage.py rank_texts``, with sentences of our own."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from matching.search import meaning
from peerhub.encoder import NoEncoder

CORPUS = [
    {"id": "sleep", "task": "stories", "text": "For years I lay awake until four in the morning."},
    {"id": "drink", "task": "stories", "text": "I poured the last bottle down the sink in May."},
    {"id": "bees", "task": "stories", "text": "I keep bees now, and the garden is loud with them."},
    {"id": "other", "task": "others", "text": "How do I stop drinking?"},
]
QUERIES = [
    {"qid": "a", "task": "stories", "query": "How do I stop drinking?"},
    {"qid": "b", "task": "stories", "query": "my insomnia is wearing me out"},
    {"qid": "c", "task": "others", "query": "bees"},
]


def ranked(folder: Path, queries: list[dict[str, str]] = QUERIES) -> dict[str, list[str]]:
    for name, rows in (("q", queries), ("c", CORPUS)):
        (folder / name).write_text("\n".join(json.dumps(row) for row in rows) + "\n\n")
    call_command(
        "rank_texts",
        *("--queries", folder / "q", "--corpus", folder / "c", "--out", folder / "o"),
        verbosity=0,
    )
    told = [json.loads(line) for line in (folder / "o").read_text().splitlines()]
    return {row["qid"]: row["ranked"] for row in told}


def test_each_query_is_answered_from_its_own_task_by_meaning(tmp_path) -> None:
    found = ranked(tmp_path)

    assert {key: texts[0] for key, texts in found.items()} == {
        "a": "drink",
        "b": "sleep",
        "c": "other",
    }
    assert sorted(found["a"]) == ["bees", "drink", "sleep"]
    assert found["c"] == ["other"]


def test_without_the_model_words_decide_and_it_says_so(tmp_path, monkeypatch, capsys) -> None:
    def away(tokens: int) -> None:
        raise NoEncoder("not there")

    monkeypatch.setattr(meaning, "encoder", away)

    found = ranked(tmp_path, [{"qid": "d", "task": "stories", "query": "loud gardens"}])

    assert found["d"][0] == "bees"
    assert "no meaning: not there; words alone decide in 'stories'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("queries", "fault"),
    [
        ([{"qid": "a"}], "q: line 1 is no JSON object with 'qid' and 'query'"),
        ([{"qid": "a", "query": "x", "task": "none"}], "no text is of the task 'none'"),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_written(tmp_path, queries, fault) -> None:
    with pytest.raises(CommandError, match=fault):
        ranked(tmp_path, queries)

    assert not (tmp_path / "o").exists()
