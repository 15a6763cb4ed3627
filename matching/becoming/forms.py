"""What an applicant, a reference, a supervisor and a therapist fill in."""

from typing import Any

from django import forms

from matching.becoming import guide
from matching.becoming.actions import Answers, Check, Named, Verdict
from matching.becoming.models import NOTE, PROVIDER, WORDS, Application
from matching.becoming.states import Answer, Hours, Outcome, Result, Trust
from matching.choosing import TopicsField
from matching.training.forms import PointsForm
from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.topics.models import Topic
from peerhub.ui.forms import DateInput, DateTimeInput, Form, PersonField, Textarea

LONG = {"max_length": f"That is longer than {WORDS:,} characters."}
LONG_NOTE = {"max_length": f"That is longer than {NOTE:,} characters."}


class QuestionForm(Form):
    """One page of the application."""

    say_optional = False

    def answers(self) -> Answers:
        """What was answered; the form is valid."""
        given = dict(self.cleaned_data)
        if "hours" in given:
            given["hours"] = Hours(given["hours"]) if given["hours"] else None
        return Answers(**given)


class WhyForm(QuestionForm):
    """Why somebody would like to do this."""

    why = forms.CharField(
        label="In your own words",
        help_text="A few sentences are enough.",
        required=False,
        max_length=WORDS,
        widget=Textarea,
        error_messages=LONG,
    )


class LivedForm(QuestionForm):
    """What somebody knows from the inside, in broad topics."""

    struggles = TopicsField(Topic.Axis.STRUGGLE, label="What it was or is like")
    roots = TopicsField(Topic.Axis.ROOT, label="Where it started", help_text="Only if you like.")


class NowForm(QuestionForm):
    """Where somebody is now."""

    now = forms.CharField(
        label="In your own words",
        help_text="What is steady, what is still work, who is there for you.",
        required=False,
        max_length=WORDS,
        widget=Textarea,
        error_messages=LONG,
    )


class TimeForm(QuestionForm):
    """How much time somebody has."""

    hours = forms.ChoiceField(
        label="In a usual week", choices=Hours.choices, widget=forms.RadioSelect, required=False
    )


QUESTIONS: dict[str, type[QuestionForm]] = {
    "why": WhyForm,
    "lived": LivedForm,
    "now": NowForm,
    "time": TimeForm,
}


def initial_from(application: Application) -> dict[str, Any]:
    """What was answered so far."""
    return {
        "why": application.why,
        "now": application.now,
        "hours": application.hours,
        "roots": [topic.code for topic in application.roots.all()],
        "struggles": [topic.code for topic in application.struggles.all()],
    }


class ReferencesForm(Form):
    """Two people who know the applicant."""

    name_1 = forms.CharField(label="Name of the first person", max_length=120)
    reach_1 = forms.CharField(
        label="How we can reach them", help_text="E-mail address or phone number.", max_length=200
    )
    name_2 = forms.CharField(label="Name of the second person", max_length=120)
    reach_2 = forms.CharField(
        label="How we can reach the second person",
        help_text="E-mail address or phone number.",
        max_length=200,
    )

    def clean(self) -> None:
        """Two people are two."""
        super().clean()
        given = self.cleaned_data
        reaches = [str(given.get(key, "")).casefold() for key in ("reach_1", "reach_2")]
        if not self.errors and reaches[0] == reaches[1]:
            self.add_error("reach_2", "This is the same as above. Please name another person.")

    def people(self) -> tuple[Named, Named]:
        """The two; the form is valid."""
        given = self.cleaned_data
        return (
            Named(name=given["name_1"], reach=given["reach_1"]),
            Named(name=given["name_2"], reach=given["reach_2"]),
        )


class AppealForm(Form):
    """What a second supervisor should know."""

    words = forms.CharField(
        label="What should they know?",
        help_text="You need not give a reason.",
        required=False,
        max_length=NOTE,
        widget=Textarea,
        error_messages=LONG_NOTE,
    )


class ReferenceForm(Form):
    """What somebody who knows the applicant thinks."""

    trust = forms.ChoiceField(
        label="Would you trust them to be there for somebody in a hard time?",
        choices=Trust.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What makes you think so?",
        help_text="How you know each other, what they are good at, what they need. Please nothing "
        "about what they have been through: that is theirs to tell.",
        required=False,
        max_length=WORDS,
        widget=Textarea,
        error_messages=LONG,
    )


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
        words = forms.CharField(
            label="What you take from it",
            help_text="Short and fair. The applicant may ask to read it.",
            required=False,
            max_length=NOTE,
            widget=Textarea,
            error_messages=LONG_NOTE,
        )
        super().__init__(*args, points=guide.POINTS, levels=guide.LEVELS, words=words, **kwargs)
        self.fields["outcome"] = forms.ChoiceField(
            label="What comes next?", choices=Outcome.choices, widget=forms.RadioSelect
        )


class CheckForm(Form):
    """That a background check was made; never the report."""

    provider = forms.CharField(label="Who made the check", max_length=PROVIDER)
    checked_on = forms.DateField(label="Day of the check", widget=DateInput)
    result = forms.ChoiceField(
        label="What it said", choices=Result.choices, widget=forms.RadioSelect
    )
    valid_through = forms.DateField(label="Holds until, that day included", widget=DateInput)

    def clean(self) -> None:
        """It holds for some days."""
        super().clean()
        begins, ends = self.cleaned_data.get("checked_on"), self.cleaned_data.get("valid_through")
        if begins and ends and ends <= begins:
            self.add_error("valid_through", "This day is not after the day of the check.")

    def check(self) -> Check:
        """What is kept; the form is valid."""
        return Check(**{**self.cleaned_data, "result": Result(self.cleaned_data["result"])})


class DecisionForm(Form):
    """Yes, not yet or no, and what the applicant reads."""

    answer = forms.ChoiceField(
        label="Your decision", choices=Answer.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="Why",
        help_text="They read this. Speak to them, kindly and plainly. Needed for “not yet” and “no”.",
        required=False,
        max_length=NOTE,
        widget=Textarea,
        error_messages=LONG_NOTE,
    )
    would_help = forms.CharField(
        label="What would help",
        help_text="They read this, too. Needed for “not yet”.",
        required=False,
        max_length=NOTE,
        widget=Textarea,
        error_messages=LONG_NOTE,
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
    words = forms.CharField(
        label="What they and their supervisor should know",
        help_text="They read it. Needed for “not yet”.",
        required=False,
        max_length=NOTE,
        widget=Textarea,
        error_messages=LONG_NOTE,
    )

    def clean(self) -> None:
        """No "not yet" without a word."""
        super().clean()
        if self.cleaned_data.get("ready") == "no" and not self.cleaned_data.get("words"):
            self.add_error("words", "Please say what is missing.")
