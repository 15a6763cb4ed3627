"""What people type into referrals."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from peerhub.ui.forms import DateInput, Form, Textarea
from safety.directory.models import Service
from safety.referrals.actions import Draft
from safety.referrals.models import WORDS, Referral
from safety.referrals.states import (
    Asking,
    Company,
    Done,
    Kind,
    Outcome,
    Reason,
    Said,
    Share,
    Until,
)

LATEST = timedelta(days=366)


class WordsForm(Form):
    """What a wish to be put in touch says; somebody else may write this much for a member."""

    kind = forms.TypedChoiceField(
        label="Who could help?", choices=Kind.choices, coerce=Kind, widget=forms.RadioSelect
    )
    to_whom = forms.CharField(
        label="Where should we ask?",
        help_text="A name, a practice, a place. “Anyone near me” is fine too.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.TypedChoiceField(
        label="What is it about, roughly?",
        choices=Reason.choices,
        coerce=Reason,
        widget=forms.RadioSelect,
    )
    wish = forms.CharField(
        label="In your own words",
        help_text="What would you like from them? You do not need to tell your story.",
        max_length=WORDS,
        required=False,
        widget=Textarea,
    )

    def draft(self, service: Service | None = None) -> Draft:
        """What was written, for the action."""
        return Draft(**self.cleaned_data, service=service)


class ForThemForm(WordsForm):
    """The same, written for somebody: they see it, change it, and alone say yes or no."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = "Who could help them?"
        self.fields[
            "to_whom"
        ].help_text = "A name, a practice, a place. “Anyone near them” is fine too."
        self.fields["wish"].label = "What you would say for them"
        self.fields["wish"].help_text = "They can change every word. Leave their story out."


class NewReferralForm(WordsForm):
    """A member's wish to be put in touch; nothing is ticked beforehand."""

    contact = forms.CharField(
        label="How can they reach you safely?",
        help_text="A number or an address, and when. Or leave it empty and contact them yourself.",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    share = forms.TypedMultipleChoiceField(
        label="What may we tell them?",
        help_text="Only what you tick. On the next page you see it all once more.",
        choices=Share.choices,
        coerce=Share,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    holds_days = forms.TypedChoiceField(
        label="For how long may we try?",
        help_text="After that we pass nothing on. If you choose nothing: one month.",
        choices=Until.choices,
        coerce=lambda days: Until(int(days)),
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    company = forms.ChoiceField(
        label="Would you like somebody to go with you, the first time?",
        help_text="A peer sees to whom, and when; nothing else. You can say no later, too.",
        required=False,
        widget=forms.RadioSelect,
    )
    asking = forms.TypedChoiceField(
        label="How may we ask you how it went?",
        help_text="After 3, 14 and 30 days, until you have told us. You can stop it at any time."
        " If you choose nothing: only here.",
        choices=Asking.choices,
        coerce=Asking,
        empty_value=Asking.HERE,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, peers: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(person_id), name) for person_id, name in peers.items()]
        ours = [(Company.NOBODY, Company.NOBODY.label), (Company.TEAM, Company.TEAM.label)]
        self.fields["company"].choices = [*ours, *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A ticked thing has to be there."""
        given = super().clean() or {}
        shared = given.get("share", ())
        for share, name in ((Share.WISH, "wish"), (Share.CONTACT, "contact")):
            if share in shared and name not in self.errors and not given.get(name):
                self.add_error(
                    name, f"You ticked “{share.label}” below. Write it here, or take the tick away."
                )
        return given

    def draft(self, service: Service | None = None) -> Draft:
        """What was written, ticked and chosen, for the action."""
        given = dict(self.cleaned_data)
        given["holds_days"] = given["holds_days"] or Until.MONTH
        company = given.pop("company")
        if company.isdigit():
            return Draft(**given, service=service, company=Company.PEER, peer_id=int(company))
        return Draft(**given, service=service, company=Company(company or Company.NOBODY))


def typed(referral: Referral) -> dict[str, Any]:
    """What the form begins with that changes a draft."""
    names = ("kind", "to_whom", "reason", "wish", "contact")
    chosen = ("holds_days", "asking") if referral.made_by_id == referral.member_id else ()
    return {
        **{name: getattr(referral, name) for name in (*names, *chosen)},
        "share": referral.fields_shared,
        "company": str(referral.peer_id or referral.company) if chosen else "",
    }


class TogetherForm(Form):
    """When somebody of ours goes with the person."""

    when = forms.CharField(
        label="When, and how, in words",
        help_text="As you agreed it with them: “Tuesday at 3 in the afternoon, by phone”.",
        max_length=64,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SaidForm(Form):
    """The member's yes or no to going together."""

    said = forms.TypedChoiceField(choices=Said.choices, coerce=Said)


class DoneForm(Form):
    """Whether it happened."""

    done = forms.TypedChoiceField(
        label="Did you go together?", choices=Done.choices, coerce=Done, widget=forms.RadioSelect
    )


class AnswerForm(Form):
    """How it went, in the member's view."""

    outcome = forms.TypedChoiceField(
        label="Did it work out?",
        choices=Outcome.choices,
        coerce=Outcome,
        widget=forms.RadioSelect,
    )


class CloseForm(Form):
    """How it went, for the record; ``today`` is the reader's."""

    outcome = forms.TypedChoiceField(
        label="How did it go?", coerce=Outcome, widget=forms.RadioSelect, choices=()
    )
    again_on = forms.DateField(
        label="Ask again on",
        help_text="Leave it empty to keep the days that are planned, where it goes on.",
        required=False,
        widget=DateInput,
        error_messages={"invalid": "We could not read that day. Use the year, month and day."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["outcome"].choices = IN_STAFF_WORDS  # type: ignore[attr-defined]

    def clean_again_on(self) -> date | None:
        """A day to come, or none."""
        day: date | None = self.cleaned_data["again_on"]
        if day is not None and not self.today < day <= self.today + LATEST:
            raise forms.ValidationError("Choose a day from tomorrow on, within a year.")
        return day


IN_STAFF_WORDS = (
    (Outcome.CONNECTED, "Connected"),
    (Outcome.WAITLISTED, "On a waiting list"),
    (Outcome.NOT_ELIGIBLE, "Not eligible"),
    (Outcome.COULD_NOT_REACH, "Could not be reached"),
    (Outcome.DECLINED, "The person decided not to go"),
    (Outcome.NO_CAPACITY, "They have no room"),
    (Outcome.UNSAFE, "It was not safe"),
    (Outcome.OTHER, "Something else"),
    (Outcome.UNSAID, "The person would rather not say"),
)
