"""That a background check was made."""

from django import forms

from matching.checks.actions import Check
from matching.checks.models import PROVIDER
from matching.checks.states import Result
from peerhub.ui.forms import DateInput, Form


class CheckForm(Form):
    """Who made it, when, and one word of what it said; never the report."""

    provider = forms.CharField(label="Who made the check", max_length=PROVIDER)
    checked_on = forms.DateField(label="Day of the check", widget=DateInput)
    result = forms.ChoiceField(
        label="What it said", choices=Result.choices, widget=forms.RadioSelect
    )
    valid_through = forms.DateField(
        label="Holds until, that day included",
        help_text="Only if its paper names a day. It ages on its own anyway.",
        required=False,
        widget=DateInput,
    )

    def clean(self) -> None:
        """It holds for some days."""
        super().clean()
        begins, ends = self.cleaned_data.get("checked_on"), self.cleaned_data.get("valid_through")
        if begins and ends and ends <= begins:
            self.add_error("valid_through", "This day is not after the day of the check.")

    def check(self) -> Check:
        """What is kept; the form is valid."""
        return Check(**{**self.cleaned_data, "result": Result(self.cleaned_data["result"])})
