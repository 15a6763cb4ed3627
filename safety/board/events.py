"""What happened to the rules."""

from dataclasses import dataclass

from peerhub.events import Event


@dataclass(frozen=True, kw_only=True)
class RuleSwitched(Event):
    """Two people agreed that a rule is off, or on again."""

    switch_id: int
