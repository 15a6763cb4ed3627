"""What people type while a case is closed."""

from typing import Any

from django import forms

from peerhub.ui.forms import DateTimeInput, Form, Textarea
from safety.closing.actions import Attempt, Line, Parts, Recorded
from safety.closing.models import PARTS, WORDS, Assessment, CheckInWish, StepLine
from safety.closing.states import (
    Answer,
    CheckInResult,
    DebriefAnswer,
    Help,
    Result,
    Way,
    WishWay,
    Words,
)
from safety.closing.steps import Step
from safety.flags import ladder

LONG = {"max_length": "That is longer than 2,000 characters."}
SHORT = 64  # characters: a name, a number, a reference


def _words(label: str, *, required: bool = False, hint: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=WORDS,
        widget=Textarea({"rows": rows}),
        help_text=hint,
        error_messages=LONG,
    )


class AttemptForm(Form):
    """An attempt to reach the person."""

    prefix = "attempt"
    way = forms.TypedChoiceField(
        label="How did you try?", choices=Way.choices, coerce=Way, widget=forms.RadioSelect
    )
    result = forms.TypedChoiceField(
        label="What came of it?", choices=Result.choices, coerce=Result, widget=forms.RadioSelect
    )
    words = _words("What was said, or why it was not possible")
    try_again = forms.DateTimeField(
        label="When do you try next?",
        required=False,
        widget=DateTimeInput,
        help_text="If there was no answer.",
    )

    def attempt(self) -> Attempt:
        """What was typed, for the action."""
        return Attempt(**self.cleaned_data)


class HelpForm(Form):
    """Help that the person was given."""

    prefix = "help"
    what = forms.TypedChoiceField(
        label="What were they given?", choices=Help.choices, coerce=Help, widget=forms.RadioSelect
    )
    words = _words("A few words about it", hint="Never name ways to get hurt.")


class BookForm(Form):
    """Who asks the person how they are."""

    prefix = "book"
    who = forms.ChoiceField(
        label="Who asks them?",
        choices=(("me", "I do"), ("all", "Whoever works the queue then")),
        widget=forms.RadioSelect,
        initial="all",
    )


class WordsForm(Form):
    """Only words: an incident record, an agreement, a reason."""

    words = _words("In your own words", required=True)

    def __init__(self, *args: Any, label: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].help_text = hint


class AssessmentForm(Form):
    """The five parts; each may stay empty until it is signed."""

    say_optional = False
    risks = _words(
        "1. What makes it harder",
        hint="What weighs on them now, what happened lately, what happened before.",
    )
    strengths = _words("2. What holds them", hint="People, reasons, plans, what helped before.")
    asked = _words(
        "3. What you asked, and what they said",
        hint="About thoughts, a plan, what they have done, what they mean to do. Asking does not put"
        " it into somebody’s head. Never name ways to get hurt.",
        rows=5,
    )
    level = forms.TypedChoiceField(
        label="4. Which level is it now?",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Not decided yet")]
        + [(rung.level, f"{rung.level} {rung.name}: {rung.means}") for rung in ladder.RUNGS],
    )
    reasons = _words("Why this level")
    next_steps = _words("5. What happens next, and who looks after it")
    after = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    @classmethod
    def showing(cls, version: Assessment | None) -> "AssessmentForm":
        """The form with what a version says."""
        said = {part: getattr(version, part) for part in (*PARTS, "level") if version}
        return cls(initial={**said, "after": version.version if version else 0})

    def parts(self) -> Parts:
        """What was typed, for the action."""
        return Parts(**{key: value for key, value in self.cleaned_data.items() if key != "after"})


class StepForm(Form):
    """One step of the checklist."""

    say_optional = False
    done = forms.ChoiceField(
        label="This step",
        required=False,
        choices=(("", "Open"), ("done", "Done"), ("not_needed", "Not needed")),
    )
    words = _words("What was done, or why it was not needed", rows=2)
    who = forms.CharField(label="By whom", required=False, max_length=SHORT)
    when = forms.CharField(label="When", required=False, max_length=SHORT)
    dialled = forms.CharField(label="Number dialled", required=False, max_length=SHORT)
    reference = forms.CharField(label="Reference number", required=False, max_length=SHORT)
    confirmed_by = forms.CharField(label="Confirmed by", required=False, max_length=SHORT)

    def __init__(self, *args: Any, step: Step, line: StepLine | None = None, **kwargs: Any) -> None:
        self.step, self.line = step, line
        said = {}
        if line is not None:
            names = ("words", "who", "when", "dialled", "reference", "confirmed_by")
            said = {name: getattr(line, name) for name in names}
            said["done"] = "done" if line.needed else "not_needed"
        super().__init__(*args, initial=said, prefix=f"step-{step.number}", **kwargs)

    def clean(self) -> dict[str, Any]:
        """A step that is not open has words, and words belong to a step that is not open."""
        given = super().clean() or {}
        typed = any(given.get(name) for name in given if name != "done")
        if given.get("done") and not given.get("words") and "words" not in self.errors:
            self.add_error("words", "Please write what was done, or why it was not needed.")
        if typed and not given.get("done"):
            self.add_error("done", "Please choose “Done” or “Not needed”.")
        return given

    def said(self) -> Line | None:
        """The line that was typed; None for a step that is still open."""
        given = dict(self.cleaned_data)
        done = given.pop("done")
        return Line(step=self.step.number, needed=done == "done", **given) if done else None


class CheckInForm(Form):
    """How a check-in went."""

    result = forms.TypedChoiceField(
        label="How did it go?",
        choices=CheckInResult.choices,
        coerce=CheckInResult,
        widget=forms.RadioSelect,
    )
    words = _words("A few words about it", hint="For a move: why.")
    moved_to = forms.DateTimeField(
        label="Moved to", required=False, widget=DateTimeInput, help_text="Only for a move."
    )

    def recorded(self) -> Recorded:
        """What was typed, for the action."""
        return Recorded(**self.cleaned_data)


class AnswerForm(Form):
    """What the person says to a check-in."""

    answer = forms.TypedChoiceField(label="", choices=Answer.choices, coerce=Answer)


class WishForm(Form):
    """How a person wants to be asked."""

    way = forms.TypedChoiceField(
        label="Where may we ask how you are?",
        choices=WishWay.choices,
        coerce=WishWay,
        widget=forms.RadioSelect,
    )
    words = forms.TypedChoiceField(
        label="In which words?", choices=Words.choices, coerce=Words, widget=forms.RadioSelect
    )

    @classmethod
    def showing(cls, wish: CheckInWish) -> "WishForm":
        """The form with what a person wished before."""
        return cls(initial={"way": wish.way, "words": wish.words})


class DebriefForm(Form):
    """What somebody of the team says to the offer of a talk."""

    answer = forms.TypedChoiceField(label="", choices=DebriefAnswer.choices, coerce=DebriefAnswer)
