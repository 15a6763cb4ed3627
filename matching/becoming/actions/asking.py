"""The mails to people who know an applicant: at most two each, sent once, and saying little."""

import logging
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from matching.becoming.actions.going import step
from matching.becoming.actions.knowing import secret_of
from matching.becoming.models import LINK_HOLDS, REMIND_AFTER, Application, ReferenceMail
from matching.becoming.states import Asking, Deed, State, Station
from peerhub.audit.record import record
from peerhub.audit.verbs import Verb
from peerhub.notifications.channels import MAIL
from peerhub.notifications.models import LEASE

log = logging.getLogger(__name__)

AT_ONCE = 20  # of one claim
SUBJECT = "A few questions about somebody you know"


def mail_references(*, now: datetime) -> int:
    """Send the mails that are due, one claim of them; returns how many were handed over.

    Two at once never send the same one. A kill between the server's yes and the commit can send a
    second mail with the same Message-ID, so that the receiver shows one.
    """
    return sum(_send(pk, now=now) for pk in _claim(now=now))


@transaction.atomic
def _claim(*, now: datetime) -> list[int]:
    rows = ReferenceMail.objects.due(now=now).select_for_update(skip_locked=True)
    claimed = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    held_until = now + LEASE + timedelta(seconds=len(claimed))
    ReferenceMail.objects.filter(pk__in=claimed).update(held_until=held_until)
    return claimed


def _send(mail_id: int, *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            mail = _held(mail_id)
            if mail is None:
                return False
            mail.sent_at, mail.error = now, ""
            mail.attempts += 1
            mail.save(update_fields=["sent_at", "error", "attempts"])
            record(Verb.REFERENCE_ASKED, by=None, on=mail.reference, kind=mail.kind)
            if mail.kind == Asking.FIRST:
                ReferenceMail.objects.create(
                    reference=mail.reference, kind=Asking.AGAIN, due_at=now + REMIND_AFTER
                )
            _hand_over(mail, now=now)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is tried again
        _failed(mail_id, error, now=now)
        return False
    return True


def _held(mail_id: int) -> ReferenceMail | None:
    """The mail, held with its application; None, and the mail gone: nobody has to be asked."""
    rows = ReferenceMail.objects.waiting().select_related("reference")
    found = rows.filter(pk=mail_id).first()
    if found is None:
        return None
    # In the order in which an answer and a taking back hold them, so that no two wait in a ring.
    application = Application.objects.select_for_update().get(pk=found.reference.application_id)
    mail = rows.select_for_update(of=("self",)).filter(pk=mail_id).first()
    if mail is None:
        return None
    if application.state != State.SENT or mail.reference.answered_at is not None:
        mail.delete()
        return None
    return mail


def _hand_over(mail: ReferenceMail, *, now: datetime) -> None:
    reference = mail.reference
    path = reverse("matching:reference", args=[secret_of(reference)])
    words = {
        "name": reference.name,
        "called": reference.called,
        "link": f"{settings.PUBLIC_URL}{path}",
        "until": (now + LINK_HOLDS).date(),
        "again": mail.kind == Asking.AGAIN,
    }
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    EmailMessage(
        subject=SUBJECT,
        body=render_to_string("matching/becoming/reference_mail.txt", words),
        to=[reference.reach],
        headers={"Message-ID": f"<reference-mail-{mail.pk}@{host}>"},
    ).send()


@transaction.atomic
def _failed(mail_id: int, error: Exception, *, now: datetime) -> None:
    """Write down what went wrong, and when it is tried again; or that they cannot be reached."""
    rows = ReferenceMail.objects.waiting().select_for_update(of=("self",))
    mail = rows.select_related("reference__application__person").filter(pk=mail_id).first()
    if mail is None:
        return
    mail.error, mail.held_until = type(error).__name__, None
    if mail.attempts < len(MAIL.waits):
        mail.due_at = now + MAIL.waits[mail.attempts]
    else:
        mail.given_up_at = now
        log.error("a mail to somebody who knows an applicant is given up: %s", mail.error)
        if mail.kind == Asking.FIRST:
            application = mail.reference.application
            step(application, Station.REFERENCES, Deed.NOT_REACHED, by=None, now=now)
    mail.attempts += 1
    mail.save(update_fields=["error", "held_until", "due_at", "given_up_at", "attempts"])
