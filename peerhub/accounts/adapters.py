"""How allauth serves us: handles instead of names, secrets sealed, words of our own."""

import base64
import hashlib
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils import timezone

from peerhub.accounts import actions
from peerhub.accounts.models import User

WRONG_CODE = "That code did not match. Type the newest one you have, or ask for another."


def display_name(user: User) -> str:
    """What a person is called on allauth's pages."""
    return user.handle


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up without a name; the e-mail address stays in allauth's table."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
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
        "incorrect_code": WRONG_CODE,
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret with ``FIELD_KEY``."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret.

        Raises:
            cryptography.fernet.InvalidToken: another key sealed it, or it was changed.
        """
        return _box().decrypt(encrypted_text.encode()).decode()

    def _get_user_identifier(self, user: User) -> str:
        return user.handle


def _box() -> Fernet:
    key = hashlib.sha256(b"mfa:" + settings.FIELD_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
