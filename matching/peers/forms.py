"""What a supervisor does about how a specialist is shown, and why."""

from collections.abc import Iterable
from typing import Any

from django import forms

from matching.peers.models import REASON_LENGTH, MeasureKind
from peerhub.ui.forms import Form, WordsField


class MeasureForm(Form):
    """One of what does not hold already, with a reason."""

    kind = forms.ChoiceField(label="What will be different?", widget=forms.RadioSelect)
    reason = WordsField(
        label="Why",
        help_text="They read this, word for word. Speak to them, kindly and plainly, and say what "
        "would help. Nothing that points to a member, please.",
        most=REASON_LENGTH,
    )

    def __init__(self, *args: Any, offered: Iterable[MeasureKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(kind.value, kind.label) for kind in offered]
