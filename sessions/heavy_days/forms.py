"""What a member types about a day that may be hard. Everything but the date can be left empty."""

from collections.abc import Sequence
from typing import Any

from django import forms

from peerhub.accounts.models import How
from peerhub.topics.models import ContentNote
from peerhub.ui.forms import DateInput, Form, WordsField
from safety.companions import Companion
from sessions.heavy_days.actions import Dates, Softer
from sessions.heavy_days.dates import AROUND, Span
from sessions.heavy_days.states import Hours, Part

NAME, WORDS = 120, 2000  # characters
NOBODY = "nobody"
FIRST_YEAR = 1900
NO_DATE = "That is no date that we can read. It looks like 2027-05-31."
UNKNOWN = "We could not read that choice. Please choose again."


def _days(before: str, on: str) -> list[tuple[int, str]]:
    """0 to ``AROUND`` days: "On the day", "1 day before", "2 days before"."""
    more = [(n, f"{n} day{'s' if n > 1 else ''} {before}") for n in range(1, AROUND + 1)]
    return [(0, on), *more]


class DatesForm(Form):
    """When it is, and whether to be told before."""

    say_optional = False

    first = forms.DateField(
        label="Which day, or the first one?",
        widget=DateInput,
        error_messages={"required": "Choose a day.", "invalid": NO_DATE},
    )
    last = forms.DateField(
        label="And the last one, if it is more than one day?",
        help_text="Up to six weeks. Leave it empty for a single day.",
        widget=DateInput,
        required=False,
        error_messages={"invalid": NO_DATE},
    )
    often = forms.ChoiceField(
        label="How often?",
        choices=(("once", "This once"), ("yearly", "Every year")),
        help_text="Every year on the same date. A 29 February is on the 28th in the years between.",
        widget=forms.RadioSelect,
        initial="once",
        error_messages={"invalid_choice": UNKNOWN},
    )
    heads_up = forms.TypedChoiceField(
        label="Should we remind you?",
        help_text=(
            "In the morning, never at night. It says “You asked us to remind you of something”,"
            " and not of what: no date, no word of yours."
        ),
        choices=[("", "No, do not remind me"), *_days("before", "On the day")],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": UNKNOWN},
    )

    def clean_first(self) -> Any:
        """Any year that somebody can remember."""
        first = self.cleaned_data["first"]
        if first.year < FIRST_YEAR:
            raise forms.ValidationError(f"Choose a year from {FIRST_YEAR} on; any one will do.")
        return first

    @staticmethod
    def of(dates: Dates) -> dict[str, Any]:
        """What the form shows of dates."""
        span = dates.span
        return {
            "first": span.first,
            "last": span.last if span.last != span.first else None,
            "often": "yearly" if span.yearly else "once",
            "heads_up": dates.heads_up,
        }

    def dates(self) -> Dates:
        """The same as a plain value; the form is valid."""
        given = self.cleaned_data
        last = given["last"] or given["first"]
        return Dates(Span(given["first"], last, given["often"] == "yearly"), given["heads_up"])


class PlanForm(Form):
    """What the member writes for that day."""

    say_optional = False

    name = forms.CharField(
        label=Part.NAME.label,
        max_length=NAME,
        required=False,
        help_text="In your own words, so that you know which day it is.",
        error_messages={"max_length": f"That is longer than {NAME} characters."},
    )
    helps = WordsField(
        label=Part.HELPS.label,
        most=WORDS,
        required=False,
        help_text="Small things count. One on each line is easy to read on a hard day.",
    )
    note = WordsField(
        label=Part.NOTE.label,
        most=WORDS,
        required=False,
        help_text="It is folded on your home page that day. You open it if you want to.",
    )
    whom = WordsField(
        label=Part.WHOM.label,
        most=WORDS,
        required=False,
        help_text="For your eyes. We write to nobody.",
    )

    def written(self) -> dict[Part, str]:
        """What was written, by part."""
        return {part: self.cleaned_data[part.value] for part in Part}


class SofterForm(Form):
    """Which topics rest around it."""

    say_optional = False

    notes = forms.MultipleChoiceField(
        label="Which topics should rest?",
        help_text="With none ticked, everything stays as it is.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN},
    )
    how = forms.ChoiceField(
        label="How?",
        choices=How.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": UNKNOWN},
    )
    before = forms.TypedChoiceField(
        label="From when?", choices=_days("before", "From the day itself"), coerce=int
    )
    after = forms.TypedChoiceField(
        label="Until when?", choices=_days("after", "Until the end of the day"), coerce=int
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        notes = self.fields["notes"]
        assert isinstance(notes, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        notes.choices = [(note.slug, note.label) for note in ContentNote.objects.active()]

    def softer(self) -> Softer:
        """The same as a plain value; the form is valid."""
        given = self.cleaned_data
        return Softer(given["notes"], How(given["how"]), given["before"], given["after"])


class _SomebodyForm(Form):
    """Nobody, or one of those whom the member meets."""

    say_optional = False

    who = forms.ChoiceField(
        label="With whom?",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": UNKNOWN},
    )

    def __init__(self, *args: Any, people: Sequence[Companion], nobody: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 - tells the type checker
        who.choices = [(NOBODY, nobody), *((str(each.person_id), each.name) for each in people)]

    @property
    def person_id(self) -> int | None:
        """Whom they chose; the form is valid."""
        chosen = self.cleaned_data["who"]
        return None if chosen == NOBODY else int(chosen)


class TimeForm(_SomebodyForm):
    """Somebody to keep a time with."""

    hours = forms.ChoiceField(
        label="When would be good?",
        choices=Hours.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": UNKNOWN},
    )


class SharingForm(_SomebodyForm):
    """One specialist who may know."""

    with_words = forms.BooleanField(
        label="They may also read what I call it, and what helps me",
        help_text="Your note to yourself, and whom you could ask, stay with you.",
        required=False,
    )


class SureForm(Form):
    """The yes to deleting a day."""

    agrees = forms.BooleanField(label="Yes, delete it and everything I wrote for it.")
