"""What a host types in about the talk of a room, and what people say about a bound."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from peerhub.ui.forms import Form, Textarea, Unseen
from peerhub.ui.told import ToldForm, own_field, reason_field, rule_field
from rooms.bounds.models import REASON
from rooms.hosting.measures import GAPS, MEASURES, REASONS, Measure
from safety.deeds.house import AT_HAND, CHOICES, HOUSE, OF_REASON

NOW, SOON = "now", "soon"


class HideForm(Form):
    """Which rule a hidden message did not fit: one press goes, and then all of them are named."""

    rule = forms.ChoiceField(
        label="Which house rule is it about?",
        required=False,
        choices=[("", "All of them, in short"), *((key, HOUSE[key].name) for key in AT_HAND)],
        help_text="The person reads its name, and what they can change. If you choose nothing, they"
        " read all of them in short.",
        error_messages={"invalid_choice": "Choose from the list."},
    )


class MeasureForm(ToldForm):
    """What to ask of a person, and what they are told."""

    reasons = REASONS
    rule_of = OF_REASON
    measure = forms.ChoiceField(
        label="What should happen?",
        choices=[(key, each.words) for key, each in MEASURES.items()],
        widget=forms.RadioSelect,
    )
    reason = reason_field(REASONS)
    own = own_field(REASON)
    rule = rule_field(CHOICES)

    @property
    def chosen(self) -> Measure:
        """What was chosen; the form is valid."""
        return MEASURES[self.cleaned_data["measure"]]


class SureForm(Unseen, MeasureForm):
    """The same, unseen."""


class PromptForm(Form):
    """Something to talk about: one of the room's own, or another."""

    chosen = forms.ChoiceField(
        label="Choose one",
        required=False,
        choices=(),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="Or write one",
        required=False,
        max_length=200,
        widget=Textarea({"rows": 2}),
        error_messages={"max_length": "That is longer than 200 characters."},
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, prompts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(words, words) for words in prompts]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("chosen") or cleaned.get("words")):
            self.add_error("words", "Choose one, or write one.")
        return cleaned

    @property
    def said(self) -> str:
        """What to say; the form is valid. What was written counts more than what was chosen."""
        return str(self.cleaned_data["words"] or self.cleaned_data["chosen"])


class SlowForm(Form):
    """How long one person waits between two messages."""

    seconds = forms.TypedChoiceField(
        label="Time between two messages of one person",
        choices=list(GAPS.items()),
        coerce=int,
        widget=forms.RadioSelect,
    )


class CallForm(Form):
    """Why a host needs a moderator."""

    when = forms.ChoiceField(
        label="How soon?",
        choices=(
            (NOW, "Someone may be in danger now"),
            (SOON, "Please look soon"),
        ),
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What do you want to tell the moderator?",
        max_length=1000,
        widget=Textarea({"rows": 3}),
        error_messages={"max_length": "That is longer than 1,000 characters."},
    )


class CloseForm(Form):
    """Why a room is closed."""

    why = forms.CharField(
        label="Why, for the people in the room",
        max_length=REASON,
        widget=Textarea({"rows": 3}),
        help_text="People who were in this room read this. Say when it may open again, if you know.",
        error_messages={"max_length": "That is longer than 300 characters."},
    )


class WrongForm(Form):
    """Why a person thinks that a bound is wrong."""

    words = forms.CharField(
        label="What would you like us to know?",
        max_length=1000,
        widget=Textarea,
        error_messages={"max_length": "That is longer than 1,000 characters."},
    )
