"""What supervisors and therapists fill in on somebody's way."""

from typing import Any

from django import forms

from matching.becoming import guide
from matching.becoming.actions import Verdict
from matching.becoming.models import NOTE
from matching.becoming.states import Answer, Outcome
from matching.training.forms import PointsForm
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.ui.forms import DateTimeInput, Form, PersonField, WordsField


class BookForm(Form):
    """A time for the talk, on the supervisor's own clock."""

    starts_at = forms.DateTimeField(
        label="When",
        help_text="On your own clock. They see it on theirs.",
        widget=DateTimeInput,
        error_messages={"invalid": "Please give a day and a time, such as 2027-01-15 14:30."},
    )
    place = forms.CharField(
        label="How you meet",
        help_text="Such as: we call each other in the browser; the link comes an hour before.",
        max_length=200,
    )


class HeldForm(PointsForm):
    """How the talk was, against the guide."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        words = WordsField(
            label="What you take from it",
            help_text="Short and fair. The applicant may ask to read it.",
            required=False,
            most=NOTE,
        )
        super().__init__(*args, points=guide.POINTS, levels=guide.LEVELS, words=words, **kwargs)
        self.fields["outcome"] = forms.ChoiceField(
            label="What comes next?", choices=Outcome.choices, widget=forms.RadioSelect
        )


class DecisionForm(Form):
    """Yes, not yet or no, and what the applicant reads."""

    answer = forms.ChoiceField(
        label="Your decision", choices=Answer.choices, widget=forms.RadioSelect
    )
    reason = WordsField(
        label="Why",
        help_text="They read this. Speak to them, kindly and plainly. Needed for “not yet” and “no”.",
        required=False,
        most=NOTE,
    )
    would_help = WordsField(
        label="What would help",
        help_text="They read this, too. Needed for “not yet”.",
        required=False,
        most=NOTE,
    )

    def clean(self) -> None:
        """Nobody gets a no without a reason, nor a "not yet" without a way."""
        super().clean()
        answer = self.cleaned_data.get("answer")
        if answer in {Answer.NO, Answer.NOT_YET} and not self.cleaned_data.get("reason"):
            self.add_error("reason", "Please say why. Nobody should be left guessing.")
        if answer == Answer.NOT_YET and not self.cleaned_data.get("would_help"):
            self.add_error("would_help", "Please say what would help.")

    def verdict(self) -> Verdict:
        """The decision; the form is valid."""
        return Verdict(**{**self.cleaned_data, "answer": Answer(self.cleaned_data["answer"])})


class CertifyForm(Form):
    """Who looks after the new specialist."""

    supervisor = PersonField(
        label="Who looks after them",
        help_text="A supervisor looks after eight specialists at the most.",
        queryset=User.objects.none(),
        empty_label="Choose a supervisor",
    )

    def __init__(self, *args: Any, but: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["supervisor"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        field.queryset = User.objects.holding(Role.SUPERVISOR).exclude(pk=but.pk).order_by("handle")


class SignOffForm(Form):
    """What a therapist says."""

    ready = forms.ChoiceField(
        label="Are they ready to begin?",
        choices=(("yes", "Yes, with a supervisor beside them"), ("no", "Not yet")),
        widget=forms.RadioSelect,
    )
    words = WordsField(
        label="What they and their supervisor should know",
        help_text="They read it. Needed for “not yet”.",
        required=False,
        most=NOTE,
    )

    def clean(self) -> None:
        """No "not yet" without a word."""
        super().clean()
        if self.cleaned_data.get("ready") == "no" and not self.cleaned_data.get("words"):
            self.add_error("words", "Please say what is missing.")
