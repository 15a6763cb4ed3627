"""What people type into referrals."""

from datetime import date, timedelta
from typing import Any

from django import forms

from peerhub.ui.forms import DateInput, Form, Textarea
from safety.referrals.actions import Draft
from safety.referrals.models import WORDS
from safety.referrals.states import Kind, Outcome, Reason, Share

FOLLOW_UP = timedelta(days=14)
LATEST = timedelta(days=366)


class NewReferralForm(Form):
    """A member's wish to be put in touch; nothing is ticked beforehand."""

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

    def draft(self) -> Draft:
        """What was written, for the action."""
        return Draft(**self.cleaned_data)


class _FromTomorrow(Form):
    """A form with a day from tomorrow on; ``today`` is the reader's."""

    day_field: str

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def _checked(self) -> date | None:
        day: date | None = self.cleaned_data[self.day_field]
        if day is not None and not self.today < day <= self.today + LATEST:
            raise forms.ValidationError("Choose a day from tomorrow on, within a year.")
        return day


class SendForm(_FromTomorrow):
    """It has been passed on."""

    day_field = "follow_up_on"
    follow_up_on = forms.DateField(
        label="When do we ask how it went?",
        help_text="We ask the person that morning, and it comes back to this list.",
        widget=DateInput,
        error_messages={"invalid": "We could not read that day. Use the year, month and day."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"follow_up_on": today + FOLLOW_UP})
        super().__init__(*args, today=today, **kwargs)

    def clean_follow_up_on(self) -> date | None:
        """A day to come."""
        return self._checked()


class AnswerForm(Form):
    """How it went, in the member's view."""

    outcome = forms.TypedChoiceField(
        label="Did it work out?",
        choices=Outcome.choices,
        coerce=Outcome,
        widget=forms.RadioSelect,
    )


class CloseForm(_FromTomorrow):
    """How it went, for the record."""

    day_field = "again_on"
    outcome = forms.TypedChoiceField(
        label="How did it go?", coerce=Outcome, widget=forms.RadioSelect, choices=()
    )
    again_on = forms.DateField(
        label="Ask again on",
        help_text="Leave it empty to close this referral.",
        required=False,
        widget=DateInput,
        error_messages={"invalid": "We could not read that day. Use the year, month and day."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["outcome"].choices = IN_STAFF_WORDS  # type: ignore[attr-defined]

    def clean_again_on(self) -> date | None:
        """A day to come, or none."""
        return self._checked()


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
