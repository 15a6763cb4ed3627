"""What is typed into plans and suggestions."""

from typing import Any

from django import forms

from peerhub.ui.forms import Form, Textarea
from safety.plans.models import SUGGESTION, WORDS
from safety.plans.questions import QUESTIONS, Question
from safety.plans.states import Part

TOO_LONG = {"max_length": f"That is longer than {WORDS:,} characters."}


def _field(question: Question, label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=question.hint,
        required=False,
        max_length=WORDS,
        widget=Textarea({"rows": 5}),
        error_messages=TOO_LONG,
    )


class PartForm(Form):
    """One part."""

    say_optional = False  # the page says that everything can be skipped

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        self.fields["words"] = _field(QUESTIONS[part], QUESTIONS[part].asks)

    @property
    def written(self) -> dict[Part, str]:
        """What was written, by part."""
        return {self.part: self.cleaned_data["words"]}


class WholeForm(Form):
    """All parts on one page."""

    say_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, question in QUESTIONS.items():
            self.fields[part.value] = _field(question, str(part.label))

    @property
    def written(self) -> dict[Part, str]:
        """What was written, by part."""
        return {part: self.cleaned_data[part.value] for part in Part}


class ProposalForm(Form):
    """A line that somebody suggests."""

    part = forms.TypedChoiceField(
        label="For which part?", choices=Part.choices, coerce=Part, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="Your suggestion",
        help_text="One line, in words that could be theirs. They take it or leave it.",
        max_length=SUGGESTION,
        widget=Textarea({"rows": 2}),
        error_messages={"max_length": f"That is longer than {SUGGESTION} characters."},
    )


class KeepForm(Form):
    """The yes to a copy on this device."""

    agrees = forms.BooleanField(
        label="Yes, put a copy on this device. I know that whoever opens it here can read it."
    )


class SureForm(Form):
    """The yes to deleting a plan."""

    agrees = forms.BooleanField(label="Yes, delete my plan and all its versions.")
