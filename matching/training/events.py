"""What others may want to know of training."""

from dataclasses import dataclass
from datetime import datetime

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class ExamPassed(Event):
    """Somebody passed the exam."""

    person_id: int
    passed_at: datetime
