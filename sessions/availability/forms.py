"""What a specialist types in about their hours."""

from datetime import timedelta
from typing import Any

from django import forms

from peerhub.ui.forms import Form, TimeInput
from peerhub.weekdays import Weekday
from peerhub.weeks import between
from sessions.availability.slots import LENGTH, WeeklyHours

LONGEST = timedelta(hours=12)


class HoursForm(Form):
    """The same hours on one or more days of the week."""

    days = forms.TypedMultipleChoiceField(
        label="Which days?",
        choices=Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Please choose at least one day."},
    )
    opens = forms.TimeField(
        label="From",
        widget=TimeInput,
        error_messages={
            "required": "Please say when your hours begin.",
            "invalid": "We could not read that time. Use 17:30 for half past five.",
        },
    )
    closes = forms.TimeField(
        label="Until",
        help_text="00:00 is midnight. A time before “From” is on the next morning.",
        widget=TimeInput,
        error_messages={
            "required": "Please say when your hours end.",
            "invalid": "We could not read that time. Use 20:00 for eight o’clock.",
        },
    )

    def clean(self) -> dict[str, Any]:
        """Hours hold at least one session and at most half a day."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens is None or closes is None:
            return cleaned
        length = between(opens, closes)
        if closes == opens or length < LENGTH:
            self.add_error("closes", "A session takes 30 minutes. Please offer at least that.")
        elif length > LONGEST:
            self.add_error("closes", "That is more than 12 hours at a stretch. Please offer less.")
        return cleaned

    def hours(self) -> list[WeeklyHours]:
        """One entry for each chosen day; the form is valid."""
        opens, closes = self.cleaned_data["opens"], self.cleaned_data["closes"]
        return [WeeklyHours(day, opens, closes) for day in sorted(self.cleaned_data["days"])]
