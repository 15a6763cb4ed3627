"""What people type about their account."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from peerhub.accounts import zones
from peerhub.accounts.countries import COUNTRIES
from peerhub.ui.forms import Form


class SignInForm(LoginForm):
    """Allauth's form in plain words: no placeholders, nothing remembered."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SettingsForm(Form):
    """Zone and country."""

    time_zone = forms.ChoiceField(
        label="Time zone", help_text="Every time you see is shown in this zone."
    )
    country = forms.ChoiceField(
        label="Country",
        help_text="So that the help lines we show can reach you.",
        choices=[*COUNTRIES.items()],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zones.choices()  # type: ignore[attr-defined]
