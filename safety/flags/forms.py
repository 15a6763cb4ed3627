"""What people type into a case."""

from typing import Any

from django import forms

from peerhub.ui.forms import Form, Textarea
from safety.flags import ladder
from safety.flags.models import EXCERPT
from safety.flags.states import Fate, Outcome


def _words(label: str, *, required: bool = False, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=EXCERPT, widget=Textarea, help_text=hint
    )


class HandBackForm(Form):
    """A case goes back to the list."""

    prefix = "back"
    note = _words("Where things stand")


class NoteForm(Form):
    """A line for the timeline."""

    prefix = "note"
    words = _words("Your note", required=True)


class LevelForm(Form):
    """A level above the present one."""

    prefix = "level"
    level = forms.TypedChoiceField(label="New level", coerce=int, widget=forms.RadioSelect)
    note = _words("What makes you think so")

    def __init__(self, *args: Any, above: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (rung.level, f"{rung.level} {rung.name}: {rung.means}")
            for rung in ladder.RUNGS
            if rung.level > above
        ]


class OutcomeForm(Form):
    """How a case ends."""

    prefix = "outcome"
    outcome = forms.TypedChoiceField(
        label="What came of it", coerce=Outcome, widget=forms.RadioSelect
    )
    fate = forms.ChoiceField(
        label="What becomes of the message that people told us about",
        choices=Fate.choices,
        widget=forms.RadioSelect,
        help_text="Everybody who told us hears this, once.",
    )
    note = _words("Note", hint="What you did, and when. For a false alarm: why it was none.")

    def __init__(self, *args: Any, level: int, reported: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reported:
            del self.fields["fate"]
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            choice for choice in Outcome.choices if level < 2 or choice[0] != Outcome.NOTHING_NEEDED
        ]
