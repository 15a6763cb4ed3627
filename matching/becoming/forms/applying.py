"""What an applicant fills in."""

from typing import Any

from django import forms

from matching.becoming.actions import Answers
from matching.becoming.models import NOTE, WORDS, Application
from matching.becoming.states import Hours
from matching.choosing import TopicsField
from peerhub.topics.models import Topic
from peerhub.ui.forms import Form, WordsField


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

    why = WordsField(
        label="In your own words",
        help_text="A few sentences are enough.",
        required=False,
        most=WORDS,
    )


class LivedForm(QuestionForm):
    """What somebody knows from the inside, in broad topics."""

    struggles = TopicsField(Topic.Axis.STRUGGLE, label="What it was or is like")
    roots = TopicsField(Topic.Axis.ROOT, label="Where it started", help_text="Only if you like.")


class NowForm(QuestionForm):
    """Where somebody is now."""

    now = WordsField(
        label="In your own words",
        help_text="What is steady, what is still work, who is there for you.",
        required=False,
        most=WORDS,
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


class AppealForm(Form):
    """What a second supervisor should know."""

    words = WordsField(
        label="What should they know?",
        help_text="You need not give a reason.",
        required=False,
        most=NOTE,
    )
