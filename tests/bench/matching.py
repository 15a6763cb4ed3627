"""``make bench NAME=matching``: who is found by their own words, and how long finding takes.

``counsel_qa_r5``, ``esconv_r5`` and ``…_ndcg10``: answers to a person's own words, ranked as by
``manage.py rank_texts``, on the data of ``--data`` (by default beside the project); without that data
these figures are left out, and the goals are not met. ``…_fts_…``: the same by PostgreSQL's full text
alone, any of the words, ``ts_rank``.

``match_p50_ms``, ``match_p99_ms``: the twelve closest to a member, each with its reasons, out of
100,000 generated stories (``matching_world.py``), once the process has read them; half of the members bring words of their own, and
encoding them is in the time. ``match_words_p99_ms``: of those alone.

``browse_rps``: the list of people with twenty cards, as a visitor's request through all of Django, per
second of processor time of the web process; ``browse_member_rps``: as a member who told us something.
PostgreSQL's own time is not in it, and the list does not change meanwhile. ``queries_1``, ``queries_20``: of a member's page with so many cards.

``searchable_s``: from the moment at which a specialist keeps a changed story until it is found by what
it means, while ``manage.py keep_searchable`` runs; the slowest of five.

``load``: of the machine in the last minute. ``ARGS="--toy"`` takes seconds.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connections

from tests.bench import matching_world
from tests.bench.database import scratch
from tests.bench.matching_world import Looking
from tests.bench.report import Goal, Number, progress, report
from tests.faults.rooms_crowd import percentile

SETTINGS = "tests.bench.rooms_settings"  # with production's pool of connections
DATA = Path("../shared/evaluation")
TASKS = {"counsel_qa": "counsel_qa", "esconv_disclosure": "esconv"}  # task: name of its figures
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CHANGES = 5  # stories that are changed one after the other
CHANGED = (
    ("My dad poured whisky into his morning coffee.", "booze at breakfast"),
    ("The earthquake took our whole street.", "our house fell down when the ground shook"),
)  # what a story says then, and other words for it
SHOWN = 12  # people of one page
WARM = 20  # matches that are not counted


@dataclass(frozen=True)
class Size:
    """How much."""

    stories: int
    matches: int
    requests: int


FULL, TOY = Size(100_000, 400, 300), Size(300, 20, 5)
GOALS: dict[str, Goal] = {
    "counsel_qa_r5": (">=", 0.73),
    "esconv_r5": (">=", 0.41),
    "match_p99_ms": ("<=", 30.0),
    "browse_rps": (">=", 400),
    "searchable_s": ("<=", 5.0),
}


def main() -> int:
    """Rank, match, browse; returns the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--toy", action="store_true")
    options = parser.parse_args()
    size = TOY if options.toy else FULL
    figures: dict[str, Number] = {}
    with scratch("bench_matching", settings=SETTINGS):
        figures |= _browsed(size)
        if not options.toy and (options.data / "match_dev.jsonl").exists():
            figures |= _ranked(options.data)
        _let_go()
    with scratch("bench_matching", settings=SETTINGS):
        figures |= _matched(size)
        _let_go()
    figures["load"] = os.getloadavg()[0]
    return report("matching", figures, _goals(figures, toy=options.toy))


def _let_go() -> None:
    """Give all connections back, those of the pool too: the database is dropped next."""
    connections.close_all()
    connections["default"].close_pool()  # type: ignore[attr-defined]  # of PostgreSQL alone


def _goals(figures: Mapping[str, Number], *, toy: bool) -> dict[str, Goal]:
    same: dict[str, Goal] = {"queries_20": ("<=", figures["queries_1"])}
    return same if toy else GOALS | same


def _ranked(data: Path) -> dict[str, Number]:
    from django.core.management import call_command

    queries = [one for one in _lines(data / "match_dev.jsonl") if one["task"] in TASKS]
    corpus = [one for one in _lines(data / "match_corpus_dev.jsonl") if one["task"] in TASKS]
    progress(f"ranking {len(corpus)} texts for {len(queries)} queries")
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name, rows in (("queries", queries), ("corpus", corpus)):
            (here / name).write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        paths = [
            each for name in ("queries", "corpus", "out") for each in (f"--{name}", here / name)
        ]
        call_command("rank_texts", *paths, verbosity=0)
        ours = {one["qid"]: one["ranked"] for one in _lines(here / "out")}
    plain = _full_text(queries, corpus)
    return _judged(queries, ours, "") | _judged(queries, plain, "fts_")


def _judged(
    queries: Sequence[Mapping[str, Any]], run: Mapping[str, Sequence[str]], way: str
) -> dict[str, Number]:
    figures: dict[str, Number] = {}
    for task, name in TASKS.items():
        recalls, gains = [], []
        for query in queries:
            if query["task"] == task:
                right, left_out = set(query["positives"]), set(query.get("exclude", ()))
                hits = [one in right for one in run[query["qid"]] if one not in left_out][:10]
                recalls.append(sum(hits[:5]) / len(right))
                gains.append(_gain(hits) / _gain([True] * min(10, len(right))))
        figures[f"{name}_{way}r5"] = sum(recalls) / len(recalls)
        figures[f"{name}_{way}ndcg10"] = sum(gains) / len(gains)
    return figures


def _gain(hits: Sequence[bool]) -> float:
    return sum(hit / math.log2(place + 2) for place, hit in enumerate(hits))


def _full_text(
    queries: Sequence[Mapping[str, Any]], corpus: Sequence[Mapping[str, Any]]
) -> dict[str, list[str]]:
    from django.db import connection

    from matching.search.wording import terms

    run = {}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE bench_text (id text, task text, words tsvector)")
        for one in corpus:
            cursor.execute(
                "INSERT INTO bench_text VALUES (%s, %s, to_tsvector('english', %s))",
                [one["id"], one["task"], one["text"]],
            )
        for query in queries:
            cursor.execute(
                "SELECT id FROM bench_text, to_tsquery('english', %s) asked WHERE task = %s"
                " ORDER BY ts_rank(words, asked, 1) DESC, id LIMIT 20",
                [" | ".join(terms(query["query"])), query["task"]],
            )
            run[query["qid"]] = [key for (key,) in cursor.fetchall()]
    return run


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _matched(size: Size) -> dict[str, Number]:
    from peerhub.topics.actions import sync
    from peerhub.topics.models import Topic

    sync(now=NOW)
    progress(f"making {size.stories} stories")
    matching_world.fill(size.stories, now=NOW)
    topics = list(Topic.objects.order_by("position").values_list("code", "axis", "label"))
    codes = {axis: [t[0] for t in topics if t[1] == axis] for axis in ("root", "struggle")}
    labels = {code: label for code, _, label in topics}
    people = matching_world.members(size.matches + WARM, codes)
    progress(f"matching {size.matches} members")
    times = [(bool(one.words), _took(partial(_match, one, labels))) for one in people]
    counted = times[WARM:]
    every = [took for _, took in counted]
    return {
        "match_stories": size.stories,
        "match_p50_ms": percentile(every, 50),
        "match_p99_ms": percentile(every, 99),
        "match_words_p99_ms": percentile([took for words, took in counted if words], 99),
    }


def _match(one: Looking, labels: Mapping[str, str]) -> None:
    from matching.search.matches import Told, closest
    from matching.search.meaning import vectors_of
    from matching.search.ranking import Wishes

    wishes = Wishes(
        roots=frozenset(one.roots),
        struggles=frozenset(one.struggles),
        facets=frozenset(one.facets),
        soon=one.soon,
    )
    found = closest(
        Told(wishes=wishes, labels=labels),
        words=one.words,
        vector=vectors_of([one.words])[0] if one.words else None,
        most=SHOWN,
        now=NOW,
    )
    if not (found and found[0].reasons):
        raise AssertionError(one)


def _browsed(size: Size) -> dict[str, Number]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from matching.intake import actions as intake
    from matching.intake.actions import Answers
    from peerhub.accounts.actions import create_person
    from peerhub.topics.actions import sync
    from tests.builders_matching import published_specialist, topics

    sync(now=NOW)

    def person(name: str) -> Any:
        return create_person(email=f"{name}@people.example", password="-", handle=name, now=NOW)

    def publish(number: int) -> None:
        published_specialist(
            person(f"Peer{number}"), roots=("R7",), struggles=("S7", "S35"), now=NOW
        )

    maya = person("Maya")
    visitor, member = (Client(SERVER_NAME="localhost") for _ in range(2))
    intake.keep(maya, Answers(roots=topics("R7")), agrees=True, now=NOW)
    member.force_login(maya)
    page = "/people/?page=2"
    figures: dict[str, Number] = {}
    for cards in (1, 20):
        for number in range(0 if cards == 1 else 1, cards):
            publish(number)
        member.get(page)
        with CaptureQueriesContext(connection) as told:
            answer = member.get(page)
        if answer.content.count(b'<li id="person-') != cards:
            raise AssertionError(answer.status_code)
        figures[f"queries_{cards}"] = len(told)
    progress("browsing")
    figures |= _searchable(person("Rosa"), 1 if size == TOY else CHANGES)
    return figures | {
        "browse_rps": _rate(lambda: visitor.get(page), size.requests),
        "browse_member_rps": _rate(lambda: member.get(page), size.requests),
    }


def _searchable(rosa: Any, changes: int) -> dict[str, Number]:
    from matching.search.actions import hearing
    from matching.stories.models import StoryToRead
    from tests.builders_matching import published_specialist

    progress("changing stories")
    published_specialist(rosa, now=NOW)
    command = [sys.executable, "manage.py", "keep_searchable"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as worker:
        try:
            _wait(lambda: hearing.line().is_awake() and not StoryToRead.objects.exists())
            times = [_found_after(rosa, number) for number in range(changes)]
        finally:
            worker.terminate()
    return {"searchable_s": max(times)}


def _found_after(rosa: Any, number: int) -> float:
    """Seconds until the story of ``rosa`` is found by words of which it has none."""
    from django.test import Client

    from tests.builders_matching import told_story

    line, asked = CHANGED[number % len(CHANGED)]
    visitor = Client(SERVER_NAME="localhost")
    parts = {"before": line, "what_helped": "", "now": "", "offer": ""}
    began = time.perf_counter()
    told_story(rosa, headline=line, parts=parts, now=NOW)
    _wait(lambda: b'id="name-rosa"' in visitor.get("/people/", {"q": asked}).content)
    return time.perf_counter() - began


def _wait(holds: Callable[[], bool]) -> None:
    end = time.perf_counter() + 60
    while not holds():
        if time.perf_counter() > end:
            raise AssertionError("a minute is over")
        time.sleep(0.02)


def _rate(ask: Callable[[], object], requests: int) -> float:
    for _ in range(3):
        ask()
    began = time.process_time()
    for _ in range(requests):
        ask()
    return requests / (time.process_time() - began)


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
