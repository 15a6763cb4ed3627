"""What the board does on events."""

from safety.board import actions
from safety.board.events import RuleSwitched


def read_by_the_new_rules(event: RuleSwitched) -> None:
    """This process looks at once; the others within seconds."""
    del event
    actions.look_again()
