"""What goes into a passport: one tick for each piece, none of them set beforehand."""

from collections.abc import Sequence
from typing import Any

from django import forms

from peerhub.ui.forms import Form
from sessions.passport.pieces import Piece


class PassportForm(Form):
    """The ticks."""

    say_optional = False

    parts = forms.MultipleChoiceField(
        label="What do you want to take along?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "We could not read that choice. Please choose again."},
    )

    def __init__(self, *args: Any, pieces: Sequence[Piece], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parts"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [(each.key, each.label) for each in pieces]

    @property
    def ticked(self) -> list[str]:
        """The keys of what was ticked; the form is valid."""
        return list(self.cleaned_data["parts"])


class SureForm(Form):
    """The yes to deleting one for good."""

    agrees = forms.BooleanField(label="Yes, delete it here.")
