"""People who know an applicant: named by the one, answered by the others."""

from typing import Any

from django import forms

from matching.becoming.actions import Named, Said, is_address, is_name
from matching.becoming.models import WORDS
from matching.becoming.states import Known, Level, Trust
from peerhub.ui.forms import Form, WordsField

NAME, REACH, PHONE = 120, 200, 40  # characters
CALLED = 60
HOW_TO_REACH = "E-mail address or phone number."


def only_a_name(words: str) -> None:
    """See that words are a name: they stand in a mail of ours.

    Raises:
        django.forms.ValidationError: they hold a link, an address or a second line.
    """
    if not is_name(words):
        raise forms.ValidationError("Please write only a name here.")


class ByMail(Form):
    """The applicant's own yes to a mail, and the name that stands in it."""

    by_mail = forms.BooleanField(
        label="Yes, write to them by mail",
        help_text="The mail comes from us, so whoever reads their mailbox can see that you applied "
        "here. It says the name below and that you would like to be a volunteer peer specialist. "
        "It says nothing of what you lived through, and not your name here. Without your yes, a "
        "supervisor passes our questions on by hand.",
        required=False,
    )
    called = forms.CharField(
        label="What they call you",
        help_text="Only if you said yes above. It stands in the mail, so that they know who asks.",
        required=False,
        max_length=CALLED,
        validators=[only_a_name],
    )

    def check_mail(self, *reaches: str) -> None:
        """A yes needs a name, and an address to write to."""
        given = self.cleaned_data
        if not given.get("by_mail"):
            given["called"] = ""
            return
        if not given.get("called") and "called" not in self.errors:
            self.add_error("called", "Please say what they call you, or leave the mail unticked.")
        if not any(is_address(given.get(reach, "")) for reach in reaches):
            self.add_error("by_mail", "We need an e-mail address for that. Or leave it unticked.")


class ReferencesForm(ByMail):
    """Two people who know the applicant."""

    field_order = ("name_1", "reach_1", "name_2", "reach_2", "by_mail", "called")
    name_1 = forms.CharField(
        label="Name of the first person", max_length=NAME, validators=[only_a_name]
    )
    reach_1 = forms.CharField(
        label="How we can reach them", help_text=HOW_TO_REACH, max_length=REACH
    )
    name_2 = forms.CharField(
        label="Name of the second person", max_length=NAME, validators=[only_a_name]
    )
    reach_2 = forms.CharField(
        label="How we can reach the second person", help_text=HOW_TO_REACH, max_length=REACH
    )

    def clean(self) -> None:
        """Two people are two."""
        super().clean()
        given = self.cleaned_data
        reaches = [str(given.get(key, "")).casefold() for key in ("reach_1", "reach_2")]
        if not self.errors and reaches[0] == reaches[1]:
            self.add_error("reach_2", "This is the same as above. Please name another person.")
        self.check_mail("reach_1", "reach_2")

    def people(self) -> tuple[Named, Named]:
        """The two; the form is valid."""
        given = self.cleaned_data
        return (
            Named(name=given["name_1"], reach=given["reach_1"], called=given["called"]),
            Named(name=given["name_2"], reach=given["reach_2"], called=given["called"]),
        )


class AnotherForm(ByMail):
    """One other person who knows the applicant."""

    field_order = ("name", "reach", "by_mail", "called")
    name = forms.CharField(label="Their name", max_length=NAME, validators=[only_a_name])
    reach = forms.CharField(label="How we can reach them", help_text=HOW_TO_REACH, max_length=REACH)

    def clean(self) -> None:
        """A yes needs a name, and an address to write to."""
        super().clean()
        self.check_mail("reach")

    def named(self) -> Named:
        """The person; the form is valid."""
        given = self.cleaned_data
        return Named(name=given["name"], reach=given["reach"], called=given["called"])


class ReferenceForm(Form):
    """What somebody who knows the applicant thinks."""

    known = forms.ChoiceField(
        label="How do you know each other?", choices=Known.choices, widget=forms.RadioSelect
    )
    reliable = forms.ChoiceField(
        label="Can people rely on them?", choices=Level.choices, widget=forms.RadioSelect
    )
    bounds = forms.ChoiceField(
        label="Do they keep to themself what they are told, and can they say no?",
        choices=Level.choices,
        widget=forms.RadioSelect,
    )
    trust = forms.ChoiceField(
        label="Would you trust them to be there for somebody in a hard time?",
        choices=[choice for choice in Trust.choices if choice[0] != Trust.SILENT],
        widget=forms.RadioSelect,
    )
    worry = WordsField(
        label="Does anything worry you, for them or for the people they would meet?",
        required=False,
        most=WORDS,
    )
    words = WordsField(
        label="Is there anything else we should know?",
        help_text="What they are good at, what they need. Please nothing about what they have been "
        "through: that is theirs to tell.",
        required=False,
        most=WORDS,
    )
    may_call = forms.BooleanField(label="You may call me with a question", required=False)
    phone = forms.CharField(
        label="Your phone number",
        help_text="Only if we may call you.",
        required=False,
        max_length=PHONE,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )

    def clean(self) -> None:
        """Who may be called has a number; who may not, leaves none."""
        super().clean()
        given: dict[str, Any] = self.cleaned_data
        if given.get("may_call") and not given.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "Please give a number, or leave the call unticked.")
        if not given.get("may_call"):
            given["phone"] = ""

    def said(self) -> Said:
        """What is kept beside trust and words; the form is valid."""
        given = self.cleaned_data
        return Said(
            known=Known(given["known"]),
            reliable=Level(given["reliable"]),
            bounds=Level(given["bounds"]),
            worry=given["worry"],
            phone=given["phone"],
        )
