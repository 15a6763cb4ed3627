"""One question, and the yes to deleting what was answered."""

from typing import Any

from django import forms

from peerhub.ui.forms import Form
from sessions.measures.instruments.shape import Given, Item

CHOOSE = "Please choose an answer, or press “Skip”. Both are fine."


class QuestionForm(Form):
    """One question of an instrument, with its own answers and in its own words."""

    say_optional = False  # everything can be left out; the page says so
    # One question a page. Some speak of death: nobody needs to read that twice, in red.
    name_in_summary = False

    def __init__(
        self,
        *args: Any,
        item: Item,
        given: Given | None = None,
        numbered: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        now = given if isinstance(given, int) else None
        self.fields["answer"] = (
            _choices(item, now, numbered=numbered) if item.options else _days(item, now)
        )

    @property
    def given(self) -> int:
        """What was chosen; the form is valid."""
        return int(self.cleaned_data["answer"])


class SureForm(Form):
    """The yes to deleting it."""

    agrees = forms.BooleanField(label="Yes, delete these answers for good.")


def _choices(item: Item, now: int | None, *, numbered: bool) -> forms.Field:
    """``numbered``: with their numbers, where the instrument speaks of them."""
    return forms.TypedChoiceField(
        label=item.words,
        choices=[
            (str(option.value), f"{option.value}: {option.label}" if numbered else option.label)
            for option in item.options
        ],
        coerce=int,
        initial=now,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE},
    )


def _days(item: Item, now: int | None) -> forms.Field:
    said = f"Please write a number of days from 0 to {item.days}, or press “Skip”."
    return forms.IntegerField(
        label=item.words,
        help_text=f"A number of days, from 0 to {item.days}.",
        min_value=0,
        max_value=item.days,
        initial=now,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said),
    )
