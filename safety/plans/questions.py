"""What each part of a plan asks, in our own words. Pure: no database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass

from safety.plans.states import Part


@dataclass(frozen=True)
class Question:
    """One part as a question; ``examples`` are what somebody might write, one a line."""

    part: Part
    asks: str
    hint: str
    examples: Sequence[str]

    @property
    def number(self) -> int:
        """Its place, from 1."""
        return list(Part).index(self.part) + 1

    @property
    def following(self) -> Part | None:
        """The part after this one."""
        return next(iter(list(Part)[self.number :]), None)

    @property
    def previous(self) -> Part | None:
        """The part before this one."""
        return list(Part)[self.number - 2] if self.number > 1 else None


# Means safety is asked as distance and time; no page of ours names a way to hurt oneself.
QUESTIONS = {
    question.part: question
    for question in (
        Question(
            Part.SIGNS,
            "How do you notice that it is getting hard?",
            "Thoughts, feelings, something in your body, something you stop doing.",
            ("I stop answering messages", "I lie awake after three", "Everything sounds too loud"),
        ),
        Question(
            Part.ALONE,
            "What can you do by yourself that helps a little?",
            "Small things count. They only need to carry you for a while.",
            ("Cold water on my face", "Walk to the corner and back", "The same old film"),
        ),
        Question(
            Part.PLACES,
            "Who or where takes your mind off it?",
            "You do not have to explain anything to them. Being near is enough.",
            ("The library", "Tea with my neighbour", "The dog park in the morning"),
        ),
        Question(
            Part.PEOPLE,
            "Whom can you tell that it is hard?",
            "One name is enough. Write how you reach them, if that helps you later.",
            ("My sister, also at night", "The friend who asked me to call"),
        ),
        Question(
            Part.LINES,
            "Which professionals or lines would you ask?",
            "A doctor, a therapist, somebody here, or a line. The lines of your country stand"
            " under your plan in any case.",
            ("My doctor’s practice, mornings", "The line by text: I do not have to speak"),
        ),
        Question(
            Part.SURROUNDINGS,
            "How can you put distance between you and what could hurt you?",
            "Distance gives time, and hard hours pass. Think of who could keep something for you,"
            " or where you could be instead. You need not write what it is.",
            ("My brother keeps it for me until spring", "Sleep at a friend’s on bad nights"),
        ),
        Question(
            Part.REASON,
            "What is one reason to get through the next hour?",
            "It does not have to be big, and it may change.",
            ("The cat waits for breakfast", "I want to see how the book ends"),
        ),
    )
}
