"""When somebody who waits could come."""

from datetime import timedelta
from typing import Any

from django import forms

from peerhub.ui.forms import Form
from peerhub.weekdays import Weekday
from sessions.availability.rules import MINUTE, Rules
from sessions.waiting.models import Wait
from sessions.waiting.rule import Wanted
from sessions.waiting.states import Part

UNKNOWN = "We could not read that choice. Please tick what suits you again."


class WaitForm(Form):
    """Days and parts of the day, all ticked at first, and how long."""

    say_optional = False

    weekdays = forms.TypedMultipleChoiceField(
        label="On which days could you come?",
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Please leave at least one day ticked.",
            "invalid_choice": UNKNOWN,
        },
    )
    parts = forms.MultipleChoiceField(
        label="At what time of the day?",
        choices=Part.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Please leave at least one part of the day ticked.",
            "invalid_choice": UNKNOWN,
        },
    )
    minutes = forms.TypedChoiceField(
        label="How long would you like to talk?", coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        minutes = self.fields["minutes"]
        assert isinstance(minutes, forms.ChoiceField)  # noqa: S101 - tells the type checker
        lengths = [length // MINUTE for length in rules.lengths]
        minutes.choices = [(each, f"{each} minutes") for each in lengths]
        if len(lengths) == 1:
            minutes.required, minutes.widget = False, forms.HiddenInput()
        self._usual = rules.usual
        self.initial.setdefault("weekdays", list(Weekday.values))
        self.initial.setdefault("parts", list(Part.values))
        self.initial.setdefault("minutes", rules.usual // MINUTE)

    @staticmethod
    def of(wait: Wait | None) -> dict[str, Any]:
        """What the form shows of a wait; without one, all is ticked."""
        if wait is None:
            return {}
        return {"weekdays": wait.weekdays, "parts": wait.parts, "minutes": wait.minutes}

    def wanted(self) -> Wanted:
        """The same as a plain value; the form is valid."""
        given = self.cleaned_data
        length: timedelta = given["minutes"] * MINUTE if given["minutes"] else self._usual
        return Wanted(frozenset(given["weekdays"]), frozenset(given["parts"]), length)
