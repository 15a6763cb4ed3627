"""What members, specialists and our billing team type in."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from peerhub.text import storable
from peerhub.ui.forms import DateInput, Form, TimeInput
from sessions.bookings.states import Where
from sessions.insurance import words
from sessions.insurance.actions import Chosen, Noted
from sessions.insurance.models import coverage as rows
from sessions.insurance.models.claims import WHY
from sessions.insurance.payers import PAYERS
from sessions.insurance.states import BY_TEAM, Eligibility, Kind

ICD_10 = re.compile(r"[A-TV-Z][0-9][0-9AB](\.[0-9A-Z]{1,4})?")
NPI, NPI_PREFIX = 10, "80840"  # digits; what CMS puts before them for the check digit
UNITS_MOST = 9999
ENDS_LATER = "It ends after it begins."


def _typed(**given: Any) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **given})


class CoverageForm(Form):
    """Who a member is to their plan, and each yes on its own; no box is ticked beforehand."""

    say_optional = False

    payer = forms.ChoiceField(label="Your plan", choices=[(each.key, each.name) for each in PAYERS])
    legal_name = forms.CharField(
        label="Your name, as your plan has it",
        max_length=rows.NAME,
        help_text="Your plan and our billing team see it. Nobody else here does.",
        widget=_typed(),
    )
    birth_date = forms.DateField(label="Your date of birth", widget=DateInput)
    member_number = forms.CharField(
        label="Your member number",
        max_length=rows.NUMBER,
        required=False,
        help_text="It stands on the card of your plan. You can add it later.",
        widget=_typed(),
    )
    state = forms.CharField(
        label="The state in which you are when you meet",
        max_length=rows.NUMBER,
        help_text="Such as New York. A plan asks for it.",
        widget=_typed(),
    )
    signed = forms.BooleanField(
        label=words.SIGNATURE,
        required=False,
        help_text="What this page told you, with your name and this day. It stays here for you to read.",
    )
    to_bill = forms.BooleanField(label=words.TO_BILL, required=False)
    to_treat = forms.BooleanField(label=words.TO_TREAT, required=False)
    clinician = forms.BooleanField(
        label=words.CLINICIAN,
        required=False,
        help_text="It is a code for why you have support. We never make one up, and never ask you for it.",
    )
    substances = forms.BooleanField(
        label=words.SUBSTANCES,
        required=False,
        help_text="Only if it is about that. Federal law asks for a yes of its own (42 CFR Part 2).",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_birth_date(self) -> date:
        """A day that is over."""
        given: date = self.cleaned_data["birth_date"]
        if given >= self.today:
            raise forms.ValidationError("That day has not come yet. Use the day you were born.")
        return given

    @property
    def chosen(self) -> Chosen:
        """What was said; the form is valid."""
        given = self.cleaned_data
        plain = {name: storable(given[name]) for name in ("legal_name", "member_number", "state")}
        return Chosen(**{**given, **plain})


class EntryForm(Form):
    """Something that somebody told our billing team."""

    kind = forms.ChoiceField(
        label="What it is", choices=[(each.value, each.label) for each in BY_TEAM]
    )
    value = forms.CharField(
        label="What it says",
        max_length=rows.NAME,
        help_text="The code, the number or the name. For an order or a release: what it is.",
        widget=_typed(),
    )
    source = forms.CharField(
        label="Who said so, and how",
        max_length=rows.NAME,
        help_text="For a code: the clinician. What a member says of themselves does not count.",
        widget=_typed(),
    )
    on = forms.DateField(label="Signed, verified, or holds from", widget=DateInput)
    until = forms.DateField(
        label="Until", widget=DateInput, required=False, help_text="For an authorisation."
    )
    units = forms.IntegerField(
        label="Units",
        min_value=1,
        max_value=UNITS_MOST,
        required=False,
        help_text="For an authorisation, if it has a number.",
    )

    def clean(self) -> dict[str, Any]:
        """Codes and numbers are such, and an authorisation ends."""
        given = super().clean() or self.cleaned_data
        kind, value = given.get("kind"), str(given.get("value", "")).strip()
        if kind == Kind.DIAGNOSIS and value and not ICD_10.fullmatch(value.upper()):
            self.add_error("value", "That is no code of ICD-10. One looks like F43.10.")
        if kind == Kind.REFERRER and value and not is_npi(value):
            self.add_error("value", "That is no NPI. It has ten digits; please compare them.")
        if kind == Kind.AUTHORISATION and not given.get("until"):
            self.add_error("until", "Please say until when it holds.")
        begins, ends = given.get("on"), given.get("until")
        if begins and ends and ends < begins:
            self.add_error("until", ENDS_LATER)
        return given

    @property
    def noted(self) -> Noted:
        """What was noted; the form is valid."""
        given = dict(self.cleaned_data)
        kind = Kind(given.pop("kind"))
        value = storable(given.pop("value"))
        value = value.upper() if kind == Kind.DIAGNOSIS else value
        return Noted(kind=kind, value=value, **given)


class AnswerForm(Form):
    """What became of asking the plan."""

    state = forms.ChoiceField(
        label="What is so now",
        choices=[each for each in Eligibility.choices if each[0] != Eligibility.NOT_ASKED],
    )
    first = forms.DateField(
        label="From", widget=DateInput, required=False, help_text="For active and not active."
    )
    last = forms.DateField(
        label="Until", widget=DateInput, required=False, help_text="For active: the last day."
    )

    def clean(self) -> dict[str, Any]:
        """Active has both days, not active its first."""
        given = super().clean() or self.cleaned_data
        state, first, last = given.get("state"), given.get("first"), given.get("last")
        if state in (Eligibility.ACTIVE, Eligibility.NOT_ACTIVE) and not first:
            self.add_error("first", "Please say from when.")
        if state == Eligibility.ACTIVE and not last:
            self.add_error("last", "Please say until when. Ask the plan, if it did not tell.")
        if first and last and last < first:
            self.add_error("last", ENDS_LATER)
        return given


class WhyForm(Form):
    """Why a line is corrected."""

    why = forms.CharField(
        label="Why", max_length=WHY, help_text="The plan reads it. Nothing of what was said."
    )


class TimesForm(Form):
    """When a session began and stopped, on the specialist's clock."""

    began = forms.TimeField(label="When did you begin?", widget=TimeInput)
    stopped = forms.TimeField(label="When did you stop?", widget=TimeInput)
    where = forms.ChoiceField(
        label="Where were they?",
        choices=[("", "They did not say"), *Where.choices],
        required=False,
        help_text="Only if they told you. Do not ask for more than home or not.",
    )


def instant(at: time, zone: ZoneInfo, *, near: datetime) -> datetime:
    """The instant at which a clock shows ``at`` that is nearest to another one.

    A session can go over midnight, and in one night a year clocks show an hour twice.
    """
    day = near.astimezone(zone).date()
    days = (day + timedelta(days=step) for step in (-1, 0, 1))
    found = [
        datetime.combine(each, at.replace(fold=fold), tzinfo=zone)
        for each in days
        for fold in (0, 1)
    ]
    return min(found, key=lambda each: abs(each.timestamp() - near.timestamp()))


def is_npi(number: str) -> bool:
    """Whether a number is one of the National Provider Identifier: ten digits, the last one checks."""
    if not (number.isascii() and number.isdigit() and len(number) == NPI):
        return False
    digits = [int(each) for each in reversed(NPI_PREFIX + number)]
    doubled = (sum(divmod(2 * each, 10)) for each in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
