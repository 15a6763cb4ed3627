"""``manage.py screen_texts --in FILE --out FILE``: how urgent each text looks."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from safety.detection.scoring import Screened, screen
from safety.detection.second import NoSecondLook, look_twice

TOGETHER = 64  # texts that go through the model at once


class Command(BaseCommand):
    """Scores JSON lines ``{id, text}`` to ``{id, score, level, type, reasons, version}``."""

    help = "Score texts as the platform does when somebody writes them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, where to."""
        parser.add_argument("--in", dest="source", type=Path, required=True, help="JSON lines")
        parser.add_argument("--out", type=Path, required=True, help="JSON lines")

    def handle(self, *args: Any, **options: Any) -> None:
        """Score all of them, or write nothing.

        Raises:
            CommandError: a file cannot be read or written, or a line is not as it should be.
        """
        del args
        try:
            with options["source"].open(encoding="utf-8") as lines:
                rows = list(_rows(lines))
            told = list(self._scored(rows))
            options["out"].write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(told)} texts scored")

    def _scored(self, rows: Sequence[tuple[Any, str]]) -> Iterator[str]:
        for begin in range(0, len(rows), TOGETHER):
            some = rows[begin : begin + TOGETHER]
            for (key, _), made in zip(some, self._looked([text for _, text in some]), strict=True):
                yield _line(key, made)

    def _looked(self, texts: Sequence[str]) -> list[Screened]:
        try:
            return [each.screened for each in look_twice(texts)]
        except NoSecondLook as error:
            self.stderr.write(f"no second look: {error}; these are scored by the first alone")
            return [screen(text) for text in texts]


def _rows(lines: Iterable[str]) -> Iterator[tuple[Any, str]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield row["id"], str(row["text"])
        except (ValueError, KeyError, TypeError) as error:
            msg = f"line {number} is no JSON object with an id and a text"
            raise CommandError(msg) from error


def _line(key: Any, made: Screened) -> str:
    found = made.assessment
    return json.dumps(
        {
            "id": key,
            "score": made.score,
            "level": found.level,
            "type": next(iter(found.kinds), ""),
            "reasons": [reason.rule_id for reason in found.reasons if reason.level],
            "version": found.version,
        }
    )
