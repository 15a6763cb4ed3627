"""What a check-in asks: a row of numbers, or a line. Nothing is chosen beforehand but what was said."""

from typing import Any

from django import forms

from peerhub.ui.forms import Form, Scale
from sessions.checkins.actions import LINE_MOST
from sessions.checkins.states import ENDS, LEAST, MOST, STANDS_AT, Part, Word

CHOOSE = "Choose a number, or skip this. Both are fine."
NUMBERS = [(str(number), str(number)) for number in range(LEAST, MOST + 1)]


class NumberForm(Form):
    """One question with numbers from 0 to 10."""

    say_optional = False

    value = forms.TypedChoiceField(
        choices=NUMBERS,
        coerce=int,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        low, high = ENDS[part]
        field = self.fields["value"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.label, field.widget = part.label, Scale(low=low, high=high, choices=NUMBERS)


class DayForm(NumberForm):
    """How the day has been: a number, or a word."""

    word = forms.ChoiceField(
        label="Or a word",
        choices=Word.choices,
        help_text="In your graph a word stands at a number: "
        + ", ".join(f"“{Word(word).label.lower()}” at {at}" for word, at in STANDS_AT.items())
        + ".",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": CHOOSE},
    )

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, part=part, **kwargs)
        self.fields["value"].required = False

    def clean(self) -> dict[str, Any]:
        """One of the two. Where both are there, the one that was said before gives way."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        there = {name for name in ("value", "word") if given[name] != ""}
        if len(there) == 2:
            there &= set(self.changed_data)
        if not there:
            self.add_error("value", "Choose a number or a word, or skip this. All are fine.")
        elif len(there) > 1:
            self.add_error("word", "You chose a number and a word. Please choose one of them.")
        self.cleaned_data = {name: given[name] if name in there else "" for name in given}
        return self.cleaned_data


class LineForm(Form):
    """One line, in the member's own words."""

    say_optional = False

    line = forms.CharField(
        label=Part.LINE.label,
        max_length=LINE_MOST,
        help_text="A word or a sentence is enough.",
        error_messages={
            "required": "Write a line, or skip this. Both are fine.",
            "max_length": f"That is longer than {LINE_MOST} characters. One line is enough.",
        },
    )


class SharingForm(Form):
    """Who may see the numbers: one tick for each specialist whom the member meets."""

    say_optional = False

    people = forms.MultipleChoiceField(
        label="Who may see your last check-ins?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "We could not read that choice. Please choose again."},
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [(str(pk), name) for pk, name in people]

    @property
    def chosen(self) -> set[int]:
        """Whom they ticked; the form is valid."""
        return {int(each) for each in self.cleaned_data["people"]}


class SureForm(Form):
    """The yes to deleting all of them."""

    agrees = forms.BooleanField(label="Yes, delete all my check-ins.")
