"""By mail: that there is an update, and never what it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage

from peerhub.notifications import kinds, recipients
from peerhub.notifications.channels.way import Gone
from peerhub.notifications.kinds import Kind
from peerhub.notifications.models import Channel, Delivery, Notice

SUBJECT = "You have an update"


class Email:
    """The person's mailbox."""

    # A mail server that is down for a night loses nothing: about a day in all.
    waits: Sequence[timedelta] = tuple(
        timedelta(minutes=minutes) for minutes in (0.5, 1, 2, 5, 10, 30, 60, 120, 240, 480, 480)
    )

    def reach(self, notice: Notice, kind: Kind, *, now: datetime) -> Sequence[Delivery]:
        """One mail, where there is an address."""
        wanted = kind.by_mail and notice.by_mail
        if not wanted or recipients.mail_address_of(notice.person_id) is None:
            return ()
        return (Delivery(notice=notice, channel=Channel.MAIL, due_at=now),)

    def send(self, parcel: Delivery, *, now: datetime) -> None:
        """Hand it to the mail server. The same notice always has the same Message-ID.

        Raises:
            Gone: the person has no address any more.
        """
        del now
        notice = parcel.notice
        address = recipients.mail_address_of(notice.person_id)
        if address is None:
            raise Gone
        words = kinds.in_words(kinds.stored(notice.kind).mail_line, notice.context)
        host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
        EmailMessage(
            subject=SUBJECT,
            body=f"{words}\n\n{settings.PUBLIC_URL}/updates/\n",
            to=[address],
            headers={"Message-ID": f"<notice-{notice.pk}@{host}>"},
        ).send()
