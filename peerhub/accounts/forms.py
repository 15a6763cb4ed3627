"""What people type about their account."""

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangeEmailForm,
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.http import HttpRequest, HttpResponse

from peerhub.accounts import actions, pausing, zones
from peerhub.accounts.countries import COUNTRIES
from peerhub.accounts.models import How
from peerhub.accounts.not_today import Lasts
from peerhub.topics.models import ContentNote
from peerhub.ui.forms import Form

AGAIN = "again"
HOLDS = {None: "As usual", How.COVER: "Keep covering it", How.HIDE: "Keep leaving it out"}
NOT_TODAY = [
    ("cover-today", "Always cover, today"),
    ("cover-week", "Always cover, 7 days"),
    ("cover-open", "Always cover, until I change it"),
    ("hide-today", "Leave out, today"),
    ("hide-week", "Leave out, 7 days"),
    ("hide-open", "Leave out, until I change it"),
]
WANTED: dict[str, tuple[How, Lasts] | None] = {
    AGAIN: None,
    **{f"{how.value}-{lasts.value}": (how, lasts) for how in How for lasts in Lasts},
}
LABELS = {
    "login": "E-mail address",
    "email": "E-mail address",
    "oldpassword": "The password you have now",
    "password1": "New password",
    "password2": "New password, once more",
    "code": "Code",
    "name": "A name for it",
    "passwordless": "Sign in with it alone, without my password",
}
# What to do, beside a field that was left empty.
REQUIRED = {
    "login": "Type your e-mail address.",
    "email": "Type your e-mail address.",
    "password": "Type your password.",
    "oldpassword": "Type the password you have now.",
    "password1": "Choose a password.",
    "password2": "Type the new password once more.",
    "code": "Type the code.",
    "name": "Give it a name.",
    "credential": "Your device did not answer. Please try again.",
}
HELP = {"password1": "At least 12 characters. A few words in a row are easy to remember."}


class PlainWords(forms.BaseForm):
    """Our words on a form of allauth, and no placeholders: they vanish as one types."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.error_messages["required"] = REQUIRED.get(name, field.error_messages["required"])
            field.help_text = HELP.get(name, field.help_text)
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

    def try_save(self, request: HttpRequest) -> tuple[Any, HttpResponse | None]:
        """Save; with a known address nobody is made, and the handle is gone all the same."""
        user, answer = super().try_save(request)
        if user is None:
            actions.reserve_handle(self.cleaned_data["handle"])
        return user, answer


class NewAddressForm(PlainWords, AddEmailForm):
    """Another e-mail address to sign in with."""


class NewPasswordForm(PlainWords, ChangePasswordForm):
    """A new password for somebody who is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class ForgottenForm(PlainWords, ResetPasswordForm):
    """Where to send a link for a new password; also to who is paused."""

    def clean_email(self) -> str:
        """Allauth's own look leaves out whose account is not open."""
        email = str(super().clean_email())
        paused = pausing.paused_at(email)
        if paused is not None:
            self.users = [paused]
        return email


class ForgottenPasswordForm(PlainWords, ResetPasswordKeyForm):
    """The new password, reached by that link."""


class CodeByMailForm(PlainWords, RequestLoginCodeForm):
    """Where to send a code to sign in with; it leads who is paused to the reason."""

    def clean_email(self) -> str:
        """Allauth's own look leaves out whose account is not open."""
        email = str(super().clean_email())
        paused = pausing.paused_at(email)
        if paused is not None:
            self._user = paused
        return email


class AgainForm(PlainWords, ReauthenticateForm):
    """The password once more, before something that matters."""


class OtherAddressForm(PlainWords, ChangeEmailForm):
    """Another e-mail address, while the code for the first one is awaited."""


class FirstPasswordForm(PlainWords, SetPasswordForm):
    """A password for somebody who has none."""


class MailedCode(PlainWords):
    """A code of letters and digits, sent by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}


class SignInCodeForm(MailedCode, ConfirmLoginCodeForm):
    """The code to sign in with."""


class AddressCodeForm(MailedCode, ConfirmEmailVerificationCodeForm):
    """The code that shows whose address it is."""


class Digits(PlainWords):
    """A code of digits: phones open the keys for numbers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SecondStepForm(Digits, AuthenticateForm):
    """The second step of signing in."""


class SecondStepAgainForm(Digits, CodeAgainForm):
    """The second step once more, before something that matters."""


class NewSecondStepForm(Digits, ActivateTOTPForm):
    """The first code of a new second step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "The six digits from the app"


class NewPasskeyForm(PlainWords, AddWebAuthnForm):
    """A passkey to add."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "So that you know it from others. Only you see it."
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True  # what people mean by a passkey


class PasskeyNameForm(PlainWords, EditWebAuthnForm):
    """Another name for a passkey."""


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


class TopicsForm(Form):
    """Every content note, and what becomes of it for how long; nothing chosen changes nothing."""

    say_optional = False

    def __init__(self, *args: Any, active: Mapping[str, How], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for note in ContentNote.objects.active():
            self.fields[note.slug] = forms.ChoiceField(
                label=note.label, required=False, choices=_choices(active.get(note.slug))
            )

    @property
    def wanted(self) -> dict[str, tuple[How, Lasts] | None]:
        """What was chosen, by the slugs of the notes; None: as usual again."""
        return {slug: WANTED[value] for slug, value in self.cleaned_data.items() if value}


class HideTopicForm(Form):
    """A topic of a text in front of somebody, and for how long it is left out."""

    note = forms.ModelChoiceField(queryset=ContentNote.objects.none(), to_field_name="slug")
    lasts = forms.TypedChoiceField(choices=Lasts.choices, coerce=Lasts)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].queryset = ContentNote.objects.active()  # type: ignore[attr-defined]


def _choices(now: How | None) -> list[tuple[str, str]]:
    """What can be chosen for one topic, what holds ``now`` first."""
    return [("", HOLDS[now]), *([(AGAIN, "As usual again")] if now else []), *NOT_TODAY]
