"""How allauth serves us: handles instead of names, secrets sealed, words of our own."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from peerhub.accounts import actions, pausing
from peerhub.accounts.models import User
from peerhub.crypto import box_for

WRONG_CODE = "That code did not match. Type the newest one you have, or ask for another."
WRONG_STEP = "That did not work. Please try again, with the newest code if you type one."


def display_name(user: User) -> str:
    """What a person is called on allauth's pages."""
    return user.handle


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up without a name; the e-mail address stays in allauth's table."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "account_inactive": "This account is not open at the moment.",
        "cannot_remove_primary_email": "You sign in with this address, so it stays for now.",
        "duplicate_email": "This address is already yours.",
        "email_password_mismatch": "That e-mail address and password do not fit together.",
        "email_taken": "This address cannot be used here.",
        "enter_current_password": "That is not the password you have now. Please try again.",
        "incorrect_password": "That is not your password. Please try again.",
        "invalid_or_expired_key": "This link has been used, or is too old.",
        "invalid_password_reset": "This link has been used, or is too old.",
        "max_email_addresses": "There can be %d addresses at most. Remove one first.",
        "rate_limited": "That was too often in a short time. Please wait a few minutes.",
        "same_as_current": "That is the one you have now. Type a different one.",
        "select_only_one": "Please choose only one.",
        "too_many_login_attempts": "That was too often in a short time. Please wait a few minutes.",
        "unknown_email": "This address is not known here.",
        "unverified_primary_email": "Type in the code that we sent to that address first.",
    }

    def save_user(
        self,
        request: HttpRequest,
        user: User,
        form: BaseForm,
        commit: bool = True,  # noqa: FBT001, FBT002 - allauth's signature
    ) -> User:
        """Make the person of the join form a member, with their separate consents."""
        del request, commit
        given = form.cleaned_data
        user.handle = given["handle"]
        user.time_zone = given["time_zone"]
        user.country = given["country"]
        user.set_password(given["password1"])
        return actions.join(user, now=timezone.now())

    def pre_login(self, request: HttpRequest, user: User, **about: Any) -> HttpResponse | None:
        """Open the account first if its pause is over: the timetable may come a little later."""
        _open_if_over(user)
        answer: HttpResponse | None = super().pre_login(request, user, **about)
        return answer

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in whoever may; between the first step and the last an account may be paused."""
        _open_if_over(user)
        if not user.is_active:
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        super().login(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Say until when and why to the person whose account is paused."""
        if pausing.holding(user) is None:
            answer: HttpResponse = super().respond_user_inactive(request, user)
            return answer
        pausing.prove(request.session, user, now=timezone.now())
        return redirect("accounts:paused")

    def get_from_email(self) -> str:
        """One discreet sender for everything."""
        return str(settings.DEFAULT_FROM_EMAIL)

    def format_email_subject(self, subject: str) -> str:
        """Subjects carry no site name: someone may look over a shoulder."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Plain text, and nothing in it but what is needed."""
        context.setdefault("site_name", settings.SITE_NAME)
        super().send_mail(template_prefix, email, context)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Take as long as joining with a new address does, so that time tells nothing."""
        make_password(email)
        super().send_account_already_exists_mail(email)


class MFAAdapter(DefaultMFAAdapter):
    """Second factors lie sealed in the database (allauth keeps them in clear by default)."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_STEP,
        "add_email_blocked": "Turn off your second step first. Then you can add an address.",
        "cannot_delete_authenticator": "Your second step has to stay on.",
        "cannot_generate_recovery_codes": "Set up a second step first.",
        "unverified_email": "Type in the code that we sent to your e-mail address first.",
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret with ``FIELD_KEY``."""
        return box_for("mfa").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret.

        Raises:
            cryptography.fernet.InvalidToken: another key sealed it, or it was changed.
        """
        return box_for("mfa").decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """Say what a new passkey is called until its owner renames it."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "My passkey" if number == 1 else f"My passkey {number}"

    def _get_user_identifier(self, user: User) -> str:
        return user.handle


def _open_if_over(user: User) -> None:
    if not user.is_active and pausing.end_over(now=timezone.now(), person=user):
        user.refresh_from_db(fields=["is_active"])
