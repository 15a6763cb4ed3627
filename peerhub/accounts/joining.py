"""The join form. Apart from forms.py, because allauth builds its own sign-up form on this one."""

from typing import Any

from django import forms
from django.http import HttpRequest

from peerhub.accounts import actions, pseudonyms, zones
from peerhub.accounts.countries import COUNTRIES
from peerhub.accounts.models import User
from peerhub.ui.forms import Form


class JoinForm(Form):
    """A made-up name, where in the world, and three separate ticks. No real name is asked."""

    handle = forms.CharField(
        label="A name to go by here",
        max_length=40,
        error_messages={"required": "Choose a name to go by here."},
        help_text=(
            "We made this one up. Keep it, or choose another. Not your real name, and not one "
            "you use elsewhere."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    country = forms.ChoiceField(
        label="Country",
        choices=[("", "Choose"), *COUNTRIES.items()],
        error_messages={"required": "Choose your country."},
        help_text="So that the help lines we show can reach you.",
    )
    time_zone = forms.ChoiceField(
        label="Time zone",
        help_text="So that times are right. You can change it later.",
        error_messages={"required": "Choose your time zone."},
    )
    adult = forms.BooleanField(
        label="I am 18 or older",
        error_messages={
            "required": (
                "PeerHub is for adults. If you are younger, “Help right now” lists people "
                "you can talk to today."
            )
        },
    )
    house_rules = forms.BooleanField(
        label="I agree to the house rules",
        help_text=(
            "Be kind. No real names or contact details, yours or others'. What is said here "
            "stays here. No advice on medicine. No details of ways to get hurt."
        ),
        error_messages={"required": "Please read the house rules and tick if you agree."},
    )
    privacy = forms.BooleanField(
        label="I have read who can see what I write",
        help_text=(
            "People you write to see your words. Trained moderators see what sounds like "
            "danger. If someone's life is at risk we may act without asking first, "
            "and we tell you."
        ),
        error_messages={"required": "Please read who can see what you write, and tick."},
    )
    field_order = (
        "handle",
        "email",
        "password1",
        "country",
        "time_zone",
        "adult",
        "house_rules",
        "privacy",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = [("", "Choose"), *zones.choices()]  # type: ignore[attr-defined]
        if not self.is_bound:
            self.fields["handle"].initial = actions.free_handle()

    def clean_handle(self) -> str:
        """The handle, when nobody can be known or mistaken by it."""
        try:
            handle = pseudonyms.check(
                self.cleaned_data["handle"], email=str(self.data.get("email", ""))
            )
        except pseudonyms.HandleRefused as refused:
            raise forms.ValidationError(refused.reason) from refused
        if not actions.handle_is_free(handle):
            raise forms.ValidationError(
                "Someone here has a name that looks the same. Try another one."
            )
        return handle

    def signup(self, request: HttpRequest, user: User) -> None:
        """Allauth calls this after saving; all was done in ``AccountAdapter.save_user``."""
