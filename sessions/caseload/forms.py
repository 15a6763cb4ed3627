"""What is typed into working notes, and when a supervisor talks with somebody."""

from datetime import datetime
from typing import Any

from django import forms

from peerhub.ui.forms import DateTimeInput, Form, WordsField
from sessions.caseload.models import WORKING


class WorkingForm(Form):
    """The specialist's own words; empty ones delete what was there."""

    say_optional = False

    words = WordsField(label="Your own notes", most=WORKING, required=False)


class TimeForm(Form):
    """When the two talk, on the supervisor's clock."""

    at = forms.DateTimeField(
        label="When do you talk?",
        widget=DateTimeInput,
        error_messages={"invalid": "Please give a day and a time, such as 2027-01-15 14:30."},
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_at(self) -> datetime:
        """An instant that is still to come."""
        at: datetime = self.cleaned_data["at"]
        if at <= self.now:
            raise forms.ValidationError("That time is over. Choose one that is still to come.")
        return at
