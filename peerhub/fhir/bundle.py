"""The bundle that leaves: built, held against the library's models and our own rules, or not made.

The library's models (``fhir.resources``, of R4B, in which none of our resources differs from R4)
take a third of a second to load and are loaded when the first bundle is made.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib import import_module
from typing import Any

from peerhub.fhir import codes
from peerhub.fhir.building import Json, entry, moment
from peerhub.fhir.checking import faults
from peerhub.fhir.parts import Part

TYPE = "application/fhir+json"
MODELS = "fhir.resources.R4B"


class NotValid(Exception):
    """It must not leave. Says where and what kind of fault, never what somebody said."""

    def __init__(self, found: Sequence[str]) -> None:
        super().__init__("; ".join(found))
        self.faults = tuple(found)


def bundle(parts: Iterable[Part], *, now: datetime) -> Json:
    """All of ``parts`` in one bundle; one that is there twice is there once.

    Raises:
        NotValid: it must not leave.
    """
    there = list({part.key: part for part in parts}.values())
    labels = dict.fromkeys(label for part in there for label in (*codes.ALWAYS, *part.labels))
    made = {
        "resourceType": "Bundle",
        "meta": {
            "security": [
                {"system": each.system, "code": each.code, "display": each.display}
                for each in labels or codes.ALWAYS
            ]
        },
        "type": "collection",
        "timestamp": moment(now),
        "entry": [entry(part) for part in there],
    }
    validate(made)
    return made


def validate(made: Json) -> None:
    """Hold a bundle against the library's models, and against our own rules.

    Raises:
        NotValid: one of them is broken.
    """
    found = [*_by_the_library(made), *faults(made)]
    if found:
        raise NotValid(found)


def as_text(made: Json) -> str:
    """A bundle as it is written into a file."""
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _by_the_library(made: Json) -> list[str]:
    model: Any = import_module(MODELS).get_fhir_model_class("Bundle")
    try:
        model.model_validate(made)
    except LookupError:  # there is no such resource
        return ["library: resourceType"]
    except ValueError as error:  # pydantic's: what it says holds what was said
        told: Any = getattr(error, "errors", None)
        if told is None:
            return ["library"]
        wrong = told(include_input=False, include_context=False, include_url=False)
        return [f"library: {'.'.join(map(str, each['loc']))} {each['type']}" for each in wrong]
    return []
