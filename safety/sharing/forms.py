"""What a member chooses before something is shared. Nothing is chosen or ticked beforehand."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from peerhub.accounts.models import User
from peerhub.accounts.roles import Role
from peerhub.ui.forms import DateInput, Form
from safety.sharing import recipients
from safety.sharing.actions import Giving, Outside
from safety.sharing.document import NOTHING, Section
from safety.sharing.models import NAME
from safety.sharing.states import Purpose, Until

HERE, OUTSIDE = "here", "outside"
NOT_HERE = (
    "We found no clinician with this name here. Ask how they are called here, or choose"
    " “Somebody outside”."
)


class GivingForm(Form):
    """With whom, why, until when, and what."""

    say_optional = False

    who = forms.ChoiceField(label="With whom?", widget=forms.RadioSelect, choices=())
    name = forms.CharField(
        label="Their name",
        help_text="Only if you chose one of the last two.",
        max_length=NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    place = forms.CharField(
        label="Where they work",
        help_text="Only for somebody outside. You can leave it empty.",
        max_length=NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    purpose = forms.TypedChoiceField(
        label="Why?", choices=Purpose.choices, coerce=Purpose, widget=forms.RadioSelect
    )
    until = forms.TypedChoiceField(
        label="Until when?",
        help_text="You can end it before, at any time.",
        choices=Until.choices,
        coerce=Until,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(
        label="The last day",
        help_text="Only if you choose a day. Within a year.",
        required=False,
        widget=DateInput,
        error_messages={"invalid": "That is no date that we can read. It looks like 2027-05-31."},
    )
    keys = forms.MultipleChoiceField(
        label="What may they get?",
        help_text="Under each you see what it says today. They get it as it is when they look.",
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what they may get, or go back without sharing."},
    )

    def __init__(
        self, *args: Any, known: Sequence[User], sections: Sequence[Section], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in known}
        names = recipients.all_called(known)
        people = [(key, names[each.pk]) for key, each in self.known.items()]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            *people,
            (HERE, "A clinician who is here, too"),
            (OUTSIDE, "Somebody outside"),
        ]
        self.fields["keys"].choices = [(each.key, _tick(each)) for each in sections]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A name where one is needed, and a day where one was chosen."""
        given = super().clean() or {}
        if given.get("who") in (HERE, OUTSIDE) and "name" not in self.errors:
            given["to"] = self._named(given)
        elif given.get("who"):
            given["to"] = self.known[given["who"]]
        if given.get("until") == Until.DAY and not given.get("day") and "day" not in self.errors:
            self.add_error("day", "Choose the last day.")
        return given

    def giving(self) -> Giving:
        """What was chosen, for the action."""
        chosen = self.cleaned_data
        return Giving(
            to=chosen["to"],
            purpose=chosen["purpose"],
            until=chosen["until"],
            day=chosen["day"] if chosen["until"] == Until.DAY else None,
            keys=chosen["keys"],
        )

    def _named(self, given: dict[str, Any]) -> User | Outside | None:
        name = " ".join(given.get("name", "").split())
        if not name:
            self.add_error("name", "Write their name.")
            return None
        if given["who"] == OUTSIDE:
            return Outside(name, " ".join(given.get("place", "").split()))
        found = User.objects.holding(Role.CLINICIAN).filter(handle__iexact=name).first()
        if found is None:
            self.add_error("name", NOT_HERE)
        return found


class SignForm(Form):
    """The signature: a tick that nobody else made, and the words that were on the page."""

    signs = forms.BooleanField(error_messages={"required": "Tick this to sign, or choose No."})
    shown = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signs"].label = f"I am {member.handle}, and I sign this."


def _tick(section: Section) -> SafeString:
    lines = format_html_join("", "<br>{}", ((line,) for line in section.lines or (NOTHING,)))
    return format_html('{}<span class="muted">{}</span>', section.label, lines)
