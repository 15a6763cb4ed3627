"""What is asked of members, stewards and our team."""

from datetime import timedelta
from typing import Any

from django import forms

from peerhub.accounts import zones
from peerhub.ui.forms import DateInput, Form, TimeInput
from sessions.organisations.actions import About
from sessions.organisations.models import GROUP, NAME, Cohort, Organisation
from sessions.organisations.states import MEASURES, Kind

PLACES_MOST, SESSIONS_MOST = 100_000, 31
LASTS = ((30, "30 days"), (90, "90 days"), (365, "A year"))


class CodeForm(Form):
    """A code that somebody was given."""

    say_optional = False

    code = forms.CharField(
        label="Your code",
        max_length=40,
        help_text="Big or small letters, with or without the strokes.",
        error_messages={
            "required": "Type the code that you were given.",
            "max_length": "That is longer than a code.",
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class MeasuresForm(Form):
    """The second yes, apart from the first and off by default."""

    say_optional = False

    measures = forms.BooleanField(
        label=MEASURES,
        required=False,
        help_text="Only answers from the day on which you tick this. You need not.",
    )


class OrganisationForm(Form):
    """All that our team says of an organisation."""

    name = forms.CharField(label="Name", max_length=NAME)
    kind = forms.ChoiceField(label="What it is", choices=Kind.choices)
    time_zone = forms.ChoiceField(label="Time zone", choices=zones.choices)
    opens = forms.TimeField(
        label="Its office opens", widget=TimeInput, help_text="Monday to Friday, on its own clock."
    )
    closes = forms.TimeField(label="Its office closes", widget=TimeInput)
    places = forms.IntegerField(
        label="Places it pays for",
        min_value=1,
        max_value=PLACES_MOST,
        help_text="The door closes up to ten places later, so that nobody can count people by it.",
    )
    sessions_a_month = forms.IntegerField(
        label="Free sessions a month that a place adds", min_value=0, max_value=SESSIONS_MOST
    )

    def clean(self) -> dict[str, Any]:
        """The office opens before it closes."""
        given = super().clean() or self.cleaned_data
        opens, closes = given.get("opens"), given.get("closes")
        if opens and closes and opens >= closes:
            self.add_error("closes", "It closes after it opens.")
        return given

    @property
    def about(self) -> About:
        """What was said; the form is valid."""
        given = self.cleaned_data
        return About(**{**given, "kind": Kind(given["kind"])})


class CohortForm(Form):
    """A group of an organisation."""

    name = forms.CharField(
        label="Name of the group",
        max_length=GROUP,
        help_text="Such as a year. Groups below eleven people are never shown.",
    )
    opens_on = forms.DateField(label="People can join from", widget=DateInput)
    closes_on = forms.DateField(label="Until", widget=DateInput, required=False)

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        given = super().clean() or self.cleaned_data
        begins, ends = given.get("opens_on"), given.get("closes_on")
        if begins and ends and ends < begins:
            self.add_error("closes_on", "It ends after it begins.")
        return given


class StewardForm(Form):
    """Who looks after it."""

    handle = forms.CharField(
        label="Their name here",
        max_length=40,
        help_text="They join first, like everybody, and tell you. They need a second step.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class GroupField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of several groups, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.name)


class NewCodeForm(Form):
    """For whom a code is, and how long it works."""

    cohort = GroupField(label="For whom", queryset=Cohort.objects.none(), empty_label="Choose")
    lasts = forms.TypedChoiceField(label="How long it works", coerce=int, choices=LASTS)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cohort"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        field.queryset = organisation.cohorts.order_by("opens_on", "pk")

    @property
    def length(self) -> timedelta:
        """How long it works; the form is valid."""
        return timedelta(days=self.cleaned_data["lasts"])
