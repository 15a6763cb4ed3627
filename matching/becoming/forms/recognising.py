"""What a supervisor saw of what somebody brings, and what it stands for."""

from django import forms

from matching.becoming.actions import Seen
from matching.becoming.models.recognition import ISSUER, NOTE, NUMBER
from matching.becoming.states import RECOGNISABLE, Brought, Station
from peerhub.ui.forms import DateInput, Form, WordsField


class RecogniseForm(Form):
    """The paper in a few words, and the steps that need not be done again."""

    kind = forms.ChoiceField(
        label="What did you see?", choices=Brought.choices, widget=forms.RadioSelect
    )
    issuer = forms.CharField(
        label="Who issued it",
        help_text="Such as the state or the school. Not needed for somebody who was here before.",
        required=False,
        max_length=ISSUER,
    )
    number = forms.CharField(
        label="Its number",
        help_text="It is kept sealed: it can lead to a name. Check that it is theirs and holds.",
        required=False,
        max_length=NUMBER,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    seen_on = forms.DateField(label="The day you saw it", widget=DateInput)
    valid_until = forms.DateField(
        label="It holds until, that day included",
        help_text="If it names a day. Our certificate ends no later than that.",
        required=False,
        widget=DateInput,
    )
    steps = forms.MultipleChoiceField(
        label="What they need not do again",
        help_text="Tick only what you have seen. What is not ticked is done here as by everybody.",
        choices=[
            (Station.INTERVIEW.value, "The talk about lived experience"),
            (Station.REFERENCES.value, "The two people who know them"),
            (Station.MODULES.value, "The training"),
            (Station.PRACTICE.value, "The practice sessions"),
            (Station.EXAM.value, "The exam"),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notes = WordsField(
        label="What the second supervisor should know",
        help_text="Short. They may ask to read it.",
        required=False,
        most=NOTE,
    )

    def clean(self) -> None:
        """A paper has an issuer and a number."""
        super().clean()
        given = self.cleaned_data
        if given.get("kind") in {Brought.STATE, Brought.TRAINING}:
            for key, said in (("issuer", "who issued it"), ("number", "its number")):
                if not given.get(key) and key not in self.errors:
                    self.add_error(key, f"Please write down {said}.")

    def seen(self) -> Seen:
        """What was seen; the form is valid."""
        given = dict(self.cleaned_data)
        given["kind"] = Brought(given["kind"])
        given["steps"] = [each for each in RECOGNISABLE if each.value in given["steps"]]
        return Seen(**given)
