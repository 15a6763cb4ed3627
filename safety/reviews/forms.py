"""What is typed and ticked around a review. Nobody is ticked beforehand."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms

from peerhub.text import storable
from peerhub.ui.forms import DateInput, DateTimeInput, Form, WordsField
from safety.reviews.actions import Calling, GoalWords
from safety.reviews.models import SHORT, WORDS
from safety.reviews.people import Choice

NO_WORDS = "There are no words yet. A few are enough."
SAYS_PART = {
    "specialist": "your peer",
    "clinician": "your clinician",
    "supervisor": "of whom all are asked",
}
NOT_A_DAY = "That is no date that we can read. It looks like 2027-05-31."


class Words(WordsField):
    """Words that can be stored, and are some."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.error_messages["required"] = NO_WORDS

    def clean(self, value: Any) -> Any:
        """Without what cannot be stored."""
        return super().clean(storable(value) if isinstance(value, str) else value)


def short(label: str, hint: str) -> forms.CharField:
    """A few words that can be left out."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=SHORT,
        error_messages={"max_length": f"That is longer than {SHORT} characters."},
    )


class PeopleForm(Form):
    """Who is asked."""

    say_optional = False

    people = forms.MultipleChoiceField(
        label="Whom would you like to ask?",
        help_text=(
            "Each of them can say yes or no. Whoever you ask learns that you are here, your name"
            " here, and the day and time. They read the rest once they say yes, and who else is there."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "One of them cannot be asked. Please choose again."},
    )

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["people"]
        assert isinstance(people, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        people.choices = [(each.key, _label(each)) for each in choices]


class CallForm(PeopleForm):
    """What it is about, when, and who is asked."""

    field_order = ("about", "when", "meets_at", "people")

    about = Words(
        label="What is it about?",
        help_text="In your words, as much or as little as you like.",
        most=WORDS,
    )
    when = short(
        "When would be good?", "In words, such as “a weekday, after five”. Can stay empty."
    )
    meets_at = forms.DateTimeField(
        label="Or a day and a time",
        help_text="On your clock. Can stay empty.",
        required=False,
        widget=DateTimeInput,
        error_messages={"invalid": "Please give a day and a time, such as 2027-01-15 14:30."},
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_meets_at(self) -> datetime | None:
        """An instant that is still to come, if any."""
        at: datetime | None = self.cleaned_data["meets_at"]
        if at is not None and at <= self.now:
            raise forms.ValidationError("That time is over. Choose one that is still to come.")
        return at

    def calling(self) -> Calling:
        """What was said, for the action."""
        given = self.cleaned_data
        return Calling(
            about=given["about"],
            when=storable(given["when"]),
            meets_at=given["meets_at"],
            keys=given["people"],
        )


class GoalForm(Form):
    """A goal, who helps with what, and when to look again."""

    say_optional = False

    goal = Words(label="The goal, in your words", most=WORDS)
    helps = short("Who helps with what?", "Such as “Sam asks me on Mondays”. Can stay empty.")
    look_on = forms.DateField(
        label="Look at it again on",
        help_text="We tell you on that day, without saying of what. Can stay empty.",
        required=False,
        widget=DateInput,
        error_messages={"invalid": NOT_A_DAY},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["goal"].widget.attrs["rows"] = 3

    def clean_look_on(self) -> date | None:
        """A day from today on; one that was kept before may be over."""
        on: date | None = self.cleaned_data["look_on"]
        if on is not None and on < self.today and on != self.initial.get("look_on"):
            raise forms.ValidationError("That day is over. Choose one from today on.")
        return on

    def words(self) -> GoalWords:
        """What was said, for the action."""
        given = self.cleaned_data
        return GoalWords(
            goal=given["goal"], helps=storable(given["helps"]), look_on=given["look_on"]
        )


class IdeaForm(Form):
    """A goal that somebody suggests."""

    say_optional = False

    words = Words(label="A goal that you suggest", most=WORDS)
    helps = short("What you, or somebody, could do for it", "Can stay empty.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs["rows"] = 3


class ProposeForm(Form):
    """Why a review could be good."""

    say_optional = False

    words = Words(
        label="Why a review could be good",
        help_text="They read it, and call a review, or not.",
        most=WORDS,
    )


def _label(choice: Choice) -> str:
    return f"{choice.name}, {SAYS_PART[choice.part]}"
