"""What people send from the pages of a thread."""

from typing import Any

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme

from peerhub.ui.forms import Form, SentOnceForm, TimeInput, message_field
from peerhub.weekdays import Weekday
from sessions.threads.hours import MessageHours
from sessions.threads.models import WORDS, Expectation
from sessions.threads.states import Usual

TIME = "We could not read that time. Use 17:30 for half past five."


class LineForm(SentOnceForm):
    """A line. ``to``: the page it was sent from."""

    words = message_field(WORDS)
    to = forms.CharField(required=False)


def own_page(given: str) -> str:
    """``given`` if it is a page of ours, to go back to; "" otherwise."""
    is_ours = given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return given if is_ours else ""


class ExpectationForm(Form):
    """When a specialist usually answers, and when they read. Nothing said is an answer, too."""

    say_optional = False

    usual = forms.ChoiceField(
        label="I usually answer",
        choices=[("", "I would rather not say"), *Usual.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    days = forms.TypedMultipleChoiceField(
        label="I read messages on",
        help_text="With no day ticked, we say that you have not said when you read.",
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    opens = forms.TimeField(
        label="From", required=False, widget=TimeInput, error_messages={"invalid": TIME}
    )
    closes = forms.TimeField(
        label="Until",
        required=False,
        help_text="A time before “From” is on the next morning.",
        widget=TimeInput,
        error_messages={"invalid": TIME},
    )

    @staticmethod
    def of(kept: Expectation | None) -> dict[str, Any]:
        """What the form shows of what is kept."""
        if kept is None:
            return {"usual": ""}
        return {
            "usual": kept.usual,
            "days": kept.days,
            "opens": kept.opens,
            "closes": kept.closes,
        }

    def clean(self) -> dict[str, Any]:
        """Days have two times that differ; without days there are none."""
        cleaned = super().clean() or {}
        if not cleaned.get("days"):
            return cleaned
        for name in ("opens", "closes"):
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, "Please say from when until when.")
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens is not None and opens == closes:
            self.add_error("closes", "It begins and ends at the same time. Choose another end.")
        return cleaned

    def usual_value(self) -> Usual | None:
        """When they usually answer; the form is valid."""
        given = self.cleaned_data["usual"]
        return Usual(given) if given else None

    def hours(self) -> MessageHours | None:
        """When they read; the form is valid."""
        given = self.cleaned_data
        if not given["days"]:
            return None
        return MessageHours(tuple(sorted(given["days"])), given["opens"], given["closes"])
