"""What people send from the page of a conversation."""

from peerhub.ui.forms import SentOnceForm, message_field
from rooms.letters.models import WORDS


class LetterForm(SentOnceForm):
    """A message."""

    words = message_field(WORDS)
