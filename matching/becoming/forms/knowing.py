"""People who know an applicant: named by the one, answered by the others."""

from django import forms

from matching.becoming.actions import Named
from matching.becoming.models import WORDS
from matching.becoming.states import Trust
from peerhub.ui.forms import Form, Textarea

LONG = {"max_length": f"That is longer than {WORDS:,} characters."}


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
