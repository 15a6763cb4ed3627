"""What a person types in about their reminders."""

from typing import Any

from django import forms

from peerhub.ui.forms import Form
from sessions.reminders.models import Wishes
from sessions.reminders.timetable import Afterwards, Rung

TIMES = (
    (Rung.DAY_BEFORE.value, "A day before"),
    (Rung.TWO_HOURS_BEFORE.value, "Two hours before"),
    (Rung.HOUR_BEFORE.value, "An hour before"),
    (Rung.QUARTER_BEFORE.value, "A quarter of an hour before"),
)
WAYS = (("mail", "A mail"), ("push", "A notification, in each browser where you turned it on"))
AFTERWARDS = (
    (Afterwards.HOUR.value, "An hour after it"),
    (Afterwards.NEXT_DAY.value, "On the next morning"),
    (Afterwards.NEVER.value, "Never"),
)
UNKNOWN = "We could not read that choice. Please tick what you want again."


class RemindersForm(Form):
    """When and how. Nothing ticked is an answer, too."""

    say_optional = False

    rungs = forms.MultipleChoiceField(
        label="When would you like to be reminded?",
        help_text="Choose as many as you like. With none, we do not remind you.",
        choices=TIMES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN},
    )
    afterwards = forms.ChoiceField(
        label="When may we ask how a session was?",
        help_text="One question about a session in which you are the member. You never have to answer.",
        choices=AFTERWARDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose when, or never.", "invalid_choice": UNKNOWN},
    )
    ways = forms.MultipleChoiceField(
        label="How else?",
        help_text="All of it is also among your updates on this site.",
        choices=WAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN},
    )

    @staticmethod
    def of(wishes: Wishes) -> dict[str, Any]:
        """What the form shows of wishes."""
        ways = {"mail": wishes.by_mail, "push": wishes.by_push}
        return {
            "rungs": [rung.value for rung in wishes.rungs],
            "ways": [way for way, wanted in ways.items() if wanted],
            "afterwards": wishes.afterwards.value,
        }

    def wishes(self) -> Wishes:
        """The same as a plain value; the form is valid."""
        ticked, ways = self.cleaned_data["rungs"], self.cleaned_data["ways"]
        return Wishes(
            tuple(rung for rung in Rung if rung.value in ticked),
            by_mail="mail" in ways,
            by_push="push" in ways,
            afterwards=Afterwards(self.cleaned_data["afterwards"]),
        )
