"""``manage.py rank_texts --queries FILE --corpus FILE --out FILE``: which texts answer which words.

JSON lines. Queries: ``qid``, ``query`` and perhaps ``task``; texts: ``id``, ``text`` and perhaps
``task``. A query is answered from the texts of its own task. Out: ``{qid, ranked: [ids]}``, best
first.
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from matching.search.meaning import vectors_of
from matching.search.wording import Texts
from peerhub.encoder import NoEncoder


@dataclass(frozen=True)
class Row:
    """One line of a file."""

    key: Any
    text: str
    task: str


class Command(BaseCommand):
    """Ranks texts by the engine that searches stories."""

    help = "Rank texts for each query as the platform ranks stories for a person's own words."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, where to."""
        for name in ("--queries", "--corpus", "--out"):
            parser.add_argument(name, type=Path, required=True, help="JSON lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rank for all of them, or write nothing.

        Raises:
            CommandError: a file cannot be read or written, or a line is not as it should be.
        """
        del args
        try:
            queries = list(_read(options["queries"], key="qid", text="query"))
            corpus = list(_read(options["corpus"], key="id", text="text"))
            lines = [
                line for task in _tasks(queries) for line in self._ranked(task, queries, corpus)
            ]
            options["out"].write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(lines)} queries answered")

    def _ranked(self, task: str, queries: Iterable[Row], corpus: Iterable[Row]) -> Iterator[str]:
        asked = [row for row in queries if row.task == task]
        held = [row for row in corpus if row.task == task]
        if not held:
            raise CommandError(f"no text is of the task {task!r}")
        try:
            vectors = vectors_of([row.text for row in held])
            meant = list(vectors_of([row.text for row in asked]))
        except NoEncoder as error:
            self.stderr.write(f"no meaning: {error}; words alone decide in {task!r}")
            vectors, meant = None, [None] * len(asked)
        texts = Texts([row.text for row in held], vectors)
        for row, vector in zip(asked, meant, strict=True):
            ranked = [held[at].key for at in texts.ranked(row.text, vector)]
            yield json.dumps({"qid": row.key, "ranked": ranked})


def _tasks(queries: Iterable[Row]) -> list[str]:
    return sorted({row.task for row in queries})


def _read(path: Path, *, key: str, text: str) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _row(line, key=key, text=text, at=f"{path.name}: line {number}")


def _row(line: str, *, key: str, text: str, at: str) -> Row:
    try:
        told = json.loads(line)
        return Row(told[key], str(told[text]), str(told.get("task", "")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"{at} is no JSON object with {key!r} and {text!r}") from error
