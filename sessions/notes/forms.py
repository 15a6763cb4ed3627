"""What is typed into notes, beside them, and into promises."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from peerhub.ui.forms import DateInput, Form, WordsField
from sessions.notes.models import LONG, PLACE, PROMISED, REMEMBERED, SHORT, NoteVersion, SessionNote
from sessions.notes.states import PromiseState, Risk

SHARE, KEEP = "yes", "no"


class WorriedForm(Form):
    """One choice and one press; words can come later."""

    level = forms.TypedChoiceField(
        label="How worried are you?",
        choices=[
            (Risk.NOW.value, "Somebody could be hurt today"),
            (Risk.SOME.value, "I am worried, and nothing sounds like today"),
        ],
        coerce=lambda value: Risk(int(value)),
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose one. If you are not sure, choose the first."},
    )
    words = WordsField(
        label="What did you see or hear?",
        help_text="A few words are enough. Our team reads them as yours.",
        most=LONG,
        required=False,
    )


class NoteForm(Form):
    """A note as it is typed. Nothing must be filled in to save it; signing asks for more."""

    say_optional = False  # the page says what signing needs

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    amended_why = WordsField(
        label="Why do you change it?",
        help_text="Stands beside the new version. The version before stays readable.",
        most=SHORT,
        required=False,
    )
    goal = WordsField(
        label="What was it about for them?",
        help_text="In plain words, as they said it: a goal, or what they came with.",
        most=SHORT,
        required=False,
    )
    did = WordsField(
        label="What did you do?",
        help_text="Listened, looked at options, practised something, looked something up.",
        most=LONG,
        required=False,
    )
    own_story = WordsField(
        label="Did you share something of your own story, and what for?",
        help_text="Leave it empty if you did not.",
        most=SHORT,
        required=False,
    )
    response = WordsField(
        label="How was it for them?",
        help_text="In their own words where you can.",
        most=LONG,
        required=False,
    )
    risk = forms.TypedChoiceField(
        label="Did you see signs of danger?",
        help_text="With a yes, our team is told as soon as you save, and looks after it with you.",
        choices=Risk.choices,
        coerce=lambda value: Risk(int(value)),
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    risk_done = WordsField(
        label="If yes: what did you see, and what did you do about it?",
        help_text="Our team reads this. Use words that help somebody who was not there.",
        most=LONG,
        required=False,
    )
    next_step = WordsField(label="What comes next?", most=SHORT, required=False)
    linked = WordsField(
        label="Did you point them to something or someone?",
        help_text="A room, a service, a line, a group. Leave it empty if not.",
        most=SHORT,
        required=False,
    )
    member_place = forms.CharField(
        label="Where were they, if they said so?",
        help_text="A state or a country is enough, never an address.",
        max_length=PLACE,
        required=False,
        error_messages={"max_length": f"Please keep it to {PLACE} letters."},
    )
    late_why = WordsField(
        label="Why does it come later than two days after the session?",
        most=SHORT,
        required=False,
    )
    shared = forms.TypedChoiceField(
        label="Who reads it?",
        choices=(),
        coerce=lambda value: value == SHARE,
        widget=forms.RadioSelect,
    )
    unshared_why = WordsField(
        label="If it is not shared: why?",
        help_text="Only your supervisor reads this. “Somebody else reads on their phone” is a reason.",
        most=SHORT,
        required=False,
    )

    def __init__(self, *args: Any, name: str, late: bool, amending: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shared = self.fields["shared"]
        assert isinstance(shared, forms.TypedChoiceField)  # noqa: S101 - tells the type checker
        shared.choices = [
            (SHARE, f"{name} reads it, and can add how they remember it"),
            (
                KEEP,
                f"It is not shared with {name}. They see that there is a note, not what it says.",
            ),
        ]
        if not late:
            del self.fields["late_why"]
        if not amending:
            del self.fields["amended_why"]

    @property
    def given(self) -> dict[str, Any]:
        """What was typed, by the names of the fields of a version; the form is valid."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def lacks(self, missing: Mapping[str, str], *, saves: int) -> None:
        """Say what signing still needs; what was typed is saved by now."""
        for name, says in missing.items():
            self.add_error(name if name in self.fields else None, says)
        self._saved(saves)

    def read_again(self, note: SessionNote | None) -> None:
        """After another window saved: the next save of this one goes over it, knowingly."""
        draft = note.draft if note else None
        self._saved(draft.saves if draft else 0)

    def _saved(self, saves: int) -> None:
        typed = {name: self.data.get(name) for name in self.data}
        self.data = {**typed, "seen": str(saves)}

    @staticmethod
    def initial_of(version: NoteVersion | None) -> dict[str, Any]:
        """A draft as it was saved, or an empty one that is shared."""
        if version is None:
            return {"seen": 0, "shared": SHARE}
        kept = {name: getattr(version, name) for name in NoteForm.base_fields if name != "seen"}
        return {**kept, "seen": version.saves, "shared": SHARE if version.shared else KEEP}


class RememberForm(Form):
    """How the member remembers it."""

    words = WordsField(
        label="How I remember it",
        help_text="Your own words, beside the note. Seen by: your peer, and a supervisor who signs "
        "the note with them. It stays as you write it.",
        most=REMEMBERED,
    )


class PromiseForm(Form):
    """Something small, and by when."""

    words = forms.CharField(
        label="What did you say you would do?",
        max_length=PROMISED,
        error_messages={"max_length": f"Please keep it to {PROMISED} letters."},
    )
    due_on = forms.DateField(
        label="By when?",
        required=False,
        widget=DateInput,
        error_messages={"invalid": "Please give a day, such as 2027-01-15."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> date | None:
        """A day that is still to come."""
        day: date | None = self.cleaned_data["due_on"]
        if day is not None and day < self.today:
            raise forms.ValidationError("That day is over. Choose today or a later one.")
        return day


class SettleForm(Form):
    """What became of a promise."""

    state = forms.TypedChoiceField(choices=PromiseState.choices, coerce=PromiseState)
