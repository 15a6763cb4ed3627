"""What a browser tells us of itself."""

import base64
import binascii

from django import forms

from peerhub.notifications.sealing import Browser

LONGEST = 1000  # characters of an address; those of push services have some 200
KEY = 100  # characters


class BrowserForm(forms.Form):
    """The address and the keys of ``PushSubscription.toJSON()``, filled in by a script."""

    endpoint = forms.CharField(max_length=LONGEST)
    p256dh = forms.CharField(max_length=KEY)
    auth = forms.CharField(max_length=KEY)

    def clean_p256dh(self) -> bytes:
        """The public key."""
        return self._bytes("p256dh")

    def clean_auth(self) -> bytes:
        """The secret."""
        return self._bytes("auth")

    def browser(self) -> Browser:
        """What was given, for the action."""
        given = self.cleaned_data
        return Browser(given["endpoint"], given["p256dh"], given["auth"])

    def _bytes(self, name: str) -> bytes:
        text = self.cleaned_data[name]
        try:
            return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (binascii.Error, ValueError) as error:
            raise forms.ValidationError("no base64") from error
