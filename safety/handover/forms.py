"""The sheet of a hand-over: three short fields for each open case, and room for more."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from peerhub.ui.forms import Form, Textarea
from safety.flags.models import Flag
from safety.handover.actions import Line
from safety.handover.models import BY_WHEN, LINE, WORDS

PARTS = ("done", "next", "by_when")
LABELS = {"done": "What was done", "next": "What is next", "by_when": "By when"}
LENGTHS = {"done": LINE, "next": LINE, "by_when": BY_WHEN}


class SheetForm(Form):
    """Nothing has to be filled in: an empty line says that the case is open."""

    say_optional = False
    words = forms.CharField(
        label="What else should the next shift know?",
        required=False,
        max_length=WORDS,
        widget=Textarea,
        error_messages={"max_length": "That is longer than 2,000 characters."},
    )

    def __init__(
        self,
        *args: Any,
        cases: Sequence[Flag],
        known: Mapping[int, Line],
        words: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases
        self.fields["words"].initial = words
        for case in cases:
            line = known.get(case.pk, Line())
            for part in PARTS:
                self.fields[f"{part}_{case.pk}"] = forms.CharField(
                    label=LABELS[part],
                    required=False,
                    max_length=LENGTHS[part],
                    initial=getattr(line, part),
                    error_messages={
                        "max_length": f"That is longer than {LENGTHS[part]} characters."
                    },
                )

    def rows(self) -> Iterator[tuple[Flag, list[BoundField]]]:
        """Each case with its three fields."""
        for case in self.cases:
            yield case, [self[f"{part}_{case.pk}"] for part in PARTS]

    @property
    def lines(self) -> dict[int, Line]:
        """What was typed, by the number of the case; the form is valid."""
        return {
            case.pk: Line(*(self.cleaned_data[f"{part}_{case.pk}"] for part in PARTS))
            for case in self.cases
        }
