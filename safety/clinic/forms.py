"""What clinicians, those who check them, and invited people fill in. No form asks who somebody is."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from peerhub.ui.forms import DateInput, Form, Textarea, Unseen, WordsField
from safety.clinic.actions import Applying, Inviting
from safety.clinic.models import NAME, WORDS
from safety.clinic.states import Profession, Reach, Reason
from safety.detection.nudges import identifying

WISHES = 240  # characters: a wish, no story
REPLY = 160
NUMBER = 40
CODE = 40  # with hyphens and spaces that somebody types


class ApplyForm(Form):
    """What a clinician says of themselves, to be checked by us."""

    name = forms.CharField(
        label="The name that members see",
        help_text="As the people whom you care for know you, such as Dr Osei.",
        max_length=NAME,
    )
    profession = forms.TypedChoiceField(
        label="What you are",
        choices=Profession.choices,
        coerce=Profession,
        widget=forms.RadioSelect,
    )
    organization = forms.CharField(
        label="Where you work", help_text="Members see it, too.", max_length=NAME
    )
    licence_body = forms.CharField(
        label="Who licensed you",
        help_text="The board or authority, with its state or country.",
        max_length=NAME,
    )
    licence_number = forms.CharField(label="The number of your license", max_length=NUMBER)
    address = forms.EmailField(
        label="Your e-mail address at work",
        help_text="To check who you are. Members do not see it.",
        max_length=REPLY,
        error_messages={"invalid": "That is no e-mail address. It looks like you@clinic.example."},
    )

    def said(self) -> Applying:
        """What was filled in, for the action."""
        return Applying(**self.cleaned_data)


class VerifyForm(Form):
    """How somebody was checked, and until when that holds."""

    said = WordsField(
        label="How you checked it",
        help_text="Such as: looked up in the register of the board, called back at the clinic."
        " They can read this.",
        most=WORDS,
    )
    until = forms.DateField(
        label="The last day on which it holds",
        help_text="Within three years. At the latest the day on which the license ends.",
        widget=DateInput,
        error_messages={"invalid": "That is no date that we can read. It looks like 2027-05-31."},
    )

    def until_at(self, zone: ZoneInfo) -> datetime:
        """The end of the last day, on the clock of whoever says it."""
        last: date = self.cleaned_data["until"]
        return datetime.combine(last + timedelta(days=1), time(), tzinfo=zone)


class RefuseForm(Form):
    """Why not, in words that they read."""

    why = WordsField(
        label="Why not",
        help_text="They read this. Say what would help, if something would.",
        most=WORDS,
    )


class ReferForm(Form):
    """An invitation. Its fields are plain, so that another page can fill them (``initial=``)."""

    reason = forms.TypedChoiceField(
        label="Why peer support?",
        help_text="Only roughly. The person reads it before they say yes or no.",
        choices=Reason.choices,
        coerce=Reason,
        widget=forms.RadioSelect,
    )
    wishes = forms.CharField(
        label="What they would like, in a few words",
        help_text="Best in their own words. No name, no date of birth, no diagnosis, no story.",
        max_length=WISHES,
        required=False,
        widget=Textarea(attrs={"autocomplete": "off"}),
    )
    reach = forms.TypedChoiceField(
        label="How would they like to begin?",
        choices=Reach.choices,
        coerce=Reach,
        widget=forms.RadioSelect,
    )
    reply_to = forms.CharField(
        label="How they can reach you with questions",
        help_text="A number or an address of your work. They read it. You can leave it empty.",
        max_length=REPLY,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_wishes(self) -> str:
        """The words, when nothing in them looks like what could tell who somebody is."""
        typed: str = self.cleaned_data["wishes"].strip()
        if found := identifying(typed):
            said = typed[found[0].start : found[0].end].strip()
            raise forms.ValidationError(
                f"“{said}” may tell who somebody is. Please leave it out: nobody here has to know."
            )
        return typed

    def said(self) -> Inviting:
        """What was filled in, for the action."""
        return Inviting(**self.cleaned_data)


class SentReferForm(Unseen, ReferForm):
    """The same, carried along unseen under its preview, with the name of that page."""

    once = forms.UUIDField()


def once() -> uuid.UUID:
    """Names one page of a preview."""
    return uuid.uuid4()


class CodeForm(Form):
    """The code from the slip."""

    code = forms.CharField(
        label="Your code",
        help_text="As it stands on the paper. Big or small letters, with or without hyphens.",
        max_length=CODE,
        error_messages={"required": "Type the code from the paper."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was typed wrong is shown again; the page is kept nowhere.
        self.fields["code"].widget.attrs["autocapitalize"] = "characters"
