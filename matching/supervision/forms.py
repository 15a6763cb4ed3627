"""An entry of the log, and a hand-over."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from matching.supervision.models import WORDS, Supervision
from matching.supervision.states import Occasion
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.ui.forms import DateInput, Form, PersonField, WordsField

AHEAD = timedelta(days=90)  # a hand-over is agreed at most so long before


class EntryForm(Form):
    """What one of the two writes of a talk."""

    occasion = forms.ChoiceField(
        label="What was it?",
        choices=Occasion.choices,
        initial=Occasion.SUPERVISION,
        widget=forms.RadioSelect,
    )
    words = WordsField(
        label="In your own words",
        help_text="What you talked about, what you agreed, what you need. Nothing that points to a "
        "member, please. The other one of you two reads it, and it stays as it is.",
        most=WORDS,
    )


class HandOverForm(Form):
    """Who looks after them, from which day of the giver's own calendar, and a word to both."""

    to = PersonField(
        label="Who looks after them then",
        help_text="A supervisor looks after eight specialists at the most.",
        queryset=User.objects.none(),
        empty_label="Choose a supervisor",
    )
    begins_on = forms.DateField(
        label="From which day",
        help_text="Today means at once. Until then you go on.",
        widget=DateInput,
        error_messages={"invalid": "Please give a day, such as 2027-01-15."},
    )
    words = WordsField(
        label="A word to both of them",
        help_text="Why, and what was agreed. Both read it. Your log stays between the two of you. "
        "Nothing that points to a member, please.",
        most=WORDS,
    )

    def __init__(self, *args: Any, supervision: Supervision, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = timezone.localtime(now, supervision.supervisor.zone).date()
        self.zone = supervision.supervisor.zone
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        both = (supervision.specialist_id, supervision.supervisor_id)
        people = User.objects.holding(Role.SUPERVISOR).exclude(pk__in=both)
        field.queryset = people.order_by("handle")
        self.fields["begins_on"].initial = self.today

    def clean_begins_on(self) -> datetime:
        """The beginning of that day; nothing begins in the past."""
        day = self.cleaned_data["begins_on"]
        if day < self.today:
            raise forms.ValidationError("That day is over. Choose today or a later one.")
        if day > self.today + AHEAD:
            raise forms.ValidationError("Please choose a day within three months.")
        return datetime.combine(day, time(), tzinfo=self.zone)
