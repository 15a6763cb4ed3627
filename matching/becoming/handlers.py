"""What becoming does on events."""

from matching.becoming import notices
from matching.becoming.models import Application
from matching.training.events import ExamPassed


def tell_therapists(event: ExamPassed) -> None:
    """Somebody waits for a therapist to sign off; the list of those who wait shows it anyway."""
    rows = Application.objects.on_the_way().filter(person=event.person_id)
    if application := rows.first():
        notices.tell_clinicians(application, now=event.passed_at)
