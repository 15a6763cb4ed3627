"""What people type about their account."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SignupForm,
)
from django import forms

from peerhub.accounts import zones
from peerhub.accounts.countries import COUNTRIES
from peerhub.ui.forms import Form

LABELS = {
    "login": "E-mail address",
    "email": "E-mail address",
    "oldpassword": "The password you have now",
    "password1": "New password",
    "password2": "New password, once more",
}
# What to do, beside a field that was left empty.
REQUIRED = {
    "login": "Type your e-mail address.",
    "email": "Type your e-mail address.",
    "password": "Type your password.",
    "oldpassword": "Type the password you have now.",
    "password1": "Choose a password.",
    "password2": "Type the new password once more.",
}


class PlainWords(forms.BaseForm):
    """Our words on a form of allauth, and no placeholders: they vanish as one types."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.error_messages["required"] = REQUIRED.get(name, field.error_messages["required"])
            field.widget.attrs.pop("placeholder", None)


class SignInForm(PlainWords, LoginForm):
    """Allauth's form in plain words: nothing remembered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the way to a new one stands below the form


class JoiningForm(PlainWords, SignupForm):
    """The join form with allauth's e-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "Password"


class NewAddressForm(PlainWords, AddEmailForm):
    """Another e-mail address to sign in with."""


class NewPasswordForm(PlainWords, ChangePasswordForm):
    """A new password for somebody who is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class ForgottenForm(PlainWords, ResetPasswordForm):
    """Where to send a link for a new password."""


class ForgottenPasswordForm(PlainWords, ResetPasswordKeyForm):
    """The new password, reached by that link."""


class CodeByMailForm(PlainWords, RequestLoginCodeForm):
    """Where to send a code to sign in with."""


class AgainForm(PlainWords, ReauthenticateForm):
    """The password once more, before something that matters."""


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
