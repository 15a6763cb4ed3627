"""What safety sees of a story that was flagged, and may do with it."""

from datetime import datetime

from matching.stories import actions
from safety.subjects import Subject


class StorySubject(Subject):
    """One piece of a specialist's story: "4711.before"."""

    def place(self, subject_id: str) -> str:
        """The same for all: the flag's author says whose it is."""
        del subject_id
        return actions.PLACE

    def was_read(self, subject_id: str, words: str) -> bool:
        """Whether these very words of the story have a reviewer's green light."""
        story, _, piece = subject_id.partition(".")
        return actions.is_green(int(story), piece, words)

    def release(self, subject_id: str, now: datetime) -> None:
        """Let others read it after all."""
        story, _, piece = subject_id.partition(".")
        actions.let_out(int(story), piece=piece, now=now)

    def keep_unseen(self, subject_id: str, by_id: int, now: datetime) -> None:
        """Words that nobody sees hold back no older ones, which a moderator let out before."""
        del by_id
        actions.let_out(int(subject_id.partition(".")[0]), piece="", now=now)
