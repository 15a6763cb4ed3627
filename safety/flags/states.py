"""The life of a flag, and how it can end."""

from django.db import models

# Subject kinds of what people write to us alone: nobody else was meant to see it.
REPORT = "safety.report"  # words with a report
PAUSE = "accounts.pause"  # what is said about a pause of an account
REFERRAL = "safety.referral"
TALK = "safety.talk"  # what a person answers our team
PLAN = "safety.plan"  # a part of a staying safe plan
APPEAL = "safety.appeal"  # what somebody says against what we did with their words
ASKING = "safety.asking"  # somebody asks for a person
HARD_DAY = "sessions.hard_day"  # what a member keeps for a day that may be hard
CHECK_IN = "sessions.check_in"  # a line about a day of theirs
MY_PLAN = "sessions.plan_item"  # what a member works towards, notices, and finds helpful
JOURNAL = "sessions.journal"  # an entry of a member who asked that we look at them
MEASURE = "sessions.measure"  # an answer that reaches our team
FOR_US_ALONE = frozenset(
    {
        APPEAL,
        REPORT,
        PAUSE,
        REFERRAL,
        TALK,
        PLAN,
        ASKING,
        HARD_DAY,
        CHECK_IN,
        MY_PLAN,
        JOURNAL,
        MEASURE,
    }
)


class FlagState(models.TextChoices):
    """Where a flag stands."""

    OPEN = "open", "Waiting for someone"
    CLAIMED = "claimed", "Someone is on it"
    RESOLVED = "resolved", "Done"


ALLOWED = {
    # Straight to "done" goes what was read in a review, see actions.vouching.
    FlagState.OPEN: frozenset({FlagState.CLAIMED, FlagState.RESOLVED}),
    # A claim that lapsed is taken by the next person without passing through "open".
    FlagState.CLAIMED: frozenset({FlagState.OPEN, FlagState.CLAIMED, FlagState.RESOLVED}),
    FlagState.RESOLVED: frozenset({FlagState.OPEN}),  # opened again
}


class Outcome(models.TextChoices):
    """What came of it."""

    REACHED = "reached", "I reached the person"
    HANDED_OVER = "handed_over", "Handed to the clinician on call"
    EMERGENCY = "emergency", "Emergency help is on its way"
    FALSE_ALARM = "false_alarm", "Nobody was in danger, for the reason in the note"
    NOTHING_NEEDED = "nothing_needed", "Nothing needed"
    READ_IN_REVIEW = "read_in_review", "Read in the story’s review"


# What whoever works on a case can choose; the rest comes about elsewhere.
CHOSEN_BY_HAND = tuple(each for each in Outcome if each != Outcome.READ_IN_REVIEW)


class Act(models.TextChoices):
    """What a line of a case's timeline tells."""

    RAISED = "raised", "raised this"
    CLAIMED = "claimed", "took this"
    RELEASED = "released", "handed this back"
    LEVEL_RAISED = "level_raised", "raised the level"
    NOTED = "noted", "wrote a note"
    LET_OUT = "let_out", "let others see the message"
    REPORTED = "reported", "told us about this"
    TOLD_MORE = "told_more", "told us more about this"
    HIDDEN = "hidden", "hid the message from everybody"
    PAUSED = "paused", "paused the account"
    UNPAUSED = "unpaused", "ended the pause of the account"
    WROTE_TO = "wrote_to", "wrote to the person"
    ANSWERED = "answered", "answered"
    NOT_NOW = "not_now", "would rather not talk now"
    LEFT_TALK = "left_talk", "left the conversation"
    CAME_BACK = "came_back", "came back to the conversation"
    HISTORY = "history", "looked at what was before"
    SHOWN = "shown", "showed the message again"
    MUTED = "muted", "asked the person to be silent there for a while"
    UNMUTED = "unmuted", "let the person write there again"
    RESOLVED = "resolved", "closed this"
    REOPENED = "reopened", "opened this again"
    CONTACTED = "contacted", "wrote down an attempt to reach the person"
    HELPED = "helped", "wrote down help that was given"
    BOOKED = "booked", "booked the caring contacts"
    CHECKED_IN = "checked_in", "wrote down a caring contact"
    ASSESSED = "assessed", "saved the assessment"
    SIGNED = "signed", "signed the assessment"
    STEPPED = "stepped", "filled in the checklist"
    INCIDENT = "incident", "wrote the incident record"
    AGREED = "agreed", "agreed as a second person"
    ESCALATED = "escalated", "told more people"


# What the person themselves did; a timeline names them nowhere.
BY_PERSON = frozenset({Act.ANSWERED, Act.NOT_NOW, Act.LEFT_TALK, Act.CAME_BACK, Act.CHECKED_IN})


class Whom(models.TextChoices):
    """Whose past a case asks for."""

    AUTHOR = "author", "Of the person who wrote this"
    REPORTED = "reported", "Of the person who is reported"


class HistoryReason(models.TextChoices):
    """Why somebody needs to know what was before."""

    WORSE = "worse", "To see whether it gets worse"
    FAIR = "fair", "To choose a step that is fair"
    DANGER = "danger", "Somebody’s life may be in danger"


class DeadlineKind(models.TextChoices):
    """What is promised of a case."""

    CALL = "call", "those on call are called at once"
    ACK = "ack", "somebody takes it"
    CONTACT = "contact", "the person is reached"


class Reason(models.TextChoices):
    """What worries somebody who reports a text."""

    WORRIED = "worried", "I am worried about this person"
    UNKIND = "unkind", "It is unkind"
    UNSAFE = "unsafe_detail", "It tells how to hurt oneself or others"
    IDENTIFIES = "identifies", "It tells who somebody is"
    CONTACT = "wants_contact", "It asks to meet, for money, or for contact outside"
    OTHER = "other", "Something else"


# How soon a person looks at a reported text, on the ladder.
REPORT_LEVELS = {
    Reason.WORRIED: 3,
    Reason.UNKIND: 1,
    Reason.UNSAFE: 2,
    Reason.IDENTIFIES: 1,
    Reason.CONTACT: 2,
    Reason.OTHER: 1,
}


class Fate(models.TextChoices):
    """What became of a reported text."""

    LEFT = "left", "Leave it where it is"
    HIDDEN = "hidden", "Hide it from everybody"
