"""What people send from a room's pages."""

import uuid
from typing import Any

from django import forms
from django.core import signing

from peerhub.ui.forms import Form, Textarea
from rooms.live.models import BODY
from rooms.live.protocol import clean

SALT = "rooms.mask"
EMPTY = "Write something first."


class MessageForm(Form):
    """A message. ``client_id`` makes sending it twice harmless."""

    body = forms.CharField(
        label="Your message",
        max_length=BODY,
        error_messages={
            "required": EMPTY,
            "max_length": "That is longer than one message can be (2,000 characters)."
            " Send it in two parts.",
        },
        widget=Textarea({"rows": 1, "autocomplete": "off"}),
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_body(self) -> str:
        """Leave nothing in it that cannot be stored."""
        words = clean(self.cleaned_data["body"])
        if not words:
            raise forms.ValidationError(EMPTY)
        return words


class MaskForm(Form):
    """A name that we drew, signed so that it cannot be exchanged for somebody else's."""

    drawn = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, room: str, person_id: int, **kwargs: Any) -> None:
        self._signer = signing.Signer(salt=f"{SALT}.{room}.{person_id}")
        super().__init__(*args, **kwargs)

    def propose(self, name: str) -> None:
        """Offer ``name``."""
        self.initial["drawn"] = self._signer.sign(name)

    def clean_drawn(self) -> str:
        """The name, if it is one that this person was offered in this room."""
        try:
            return self._signer.unsign(self.cleaned_data["drawn"])
        except signing.BadSignature as error:
            raise forms.ValidationError("Please draw a name again.") from error
