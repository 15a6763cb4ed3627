"""Answers to a module or an exam, and what was seen in a practice session."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from matching.training import practice
from matching.training.content import Question
from matching.training.models import FEEDBACK
from peerhub.ui.forms import Form, Textarea


class QuestionsForm(Form):
    """One question a field, its answers as buttons of which one is chosen; all can be left out."""

    say_optional = False

    def __init__(self, *args: Any, questions: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.key] = forms.ChoiceField(
                label=question.ask,
                choices=[(answer.letter, answer.words) for answer in question.answers],
                widget=forms.RadioSelect,
                required=False,
            )

    def given(self) -> dict[str, str]:
        """What was chosen; the form is valid."""
        return {key: letter for key, letter in self.cleaned_data.items() if letter}


class PointsForm(Form):
    """Some points, each with one of a few levels; words can be left out."""

    def __init__(
        self,
        *args: Any,
        points: Mapping[str, str],
        levels: Iterable[tuple[str, str]],
        words: forms.CharField,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys = tuple(points)
        for key, label in points.items():
            self.fields[key] = forms.ChoiceField(
                label=label,
                choices=list(levels),
                widget=forms.RadioSelect,
                error_messages={"required": "Please choose one."},
            )
        self.fields["words"] = words

    def points(self) -> dict[str, str]:
        """A level for each point; the form is valid."""
        return {key: self.cleaned_data[key] for key in self.keys}


class ObserveForm(PointsForm):
    """How a practice session was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        words = forms.CharField(
            label="What you would like them to take with them",
            help_text="Begin with what went well. They read it.",
            max_length=FEEDBACK,
            widget=Textarea,
            error_messages={
                "required": "Please write a sentence or two. Ticks alone teach little.",
                "max_length": f"That is longer than {FEEDBACK:,} characters.",
            },
        )
        super().__init__(
            *args, points=practice.POINTS, levels=practice.LEVELS, words=words, **kwargs
        )
