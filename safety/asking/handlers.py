"""What asking for a person does on events."""

from safety.asking import tasks
from safety.flags.events import FlagChanged


def tell_who_asked(event: FlagChanged) -> None:
    """Somebody may have taken a case: its person is told, here and now. The page knows it anyway."""
    tasks.tell_who_asked(flag_id=event.flag_id)
