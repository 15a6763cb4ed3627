"""The closed words of "Who looked": who, what and why. No free text fits into a line of it.

A line may be read over somebody's shoulder: it names no theme, no room and nobody of the team.
"""

from django.db import models


class Looker(models.TextChoices):
    """Who looked: the role, never the person."""

    MODERATOR = "moderator", "A moderator"
    CLINICIAN = "clinician", "A clinician"
    SUPERVISOR = "supervisor", "A supervisor"
    ADMINISTRATOR = "administrator", "An administrator"
    SPECIALIST = "specialist", "A peer specialist"
    TEAM = "team", "A person from our team"


class What(models.TextChoices):
    """What was looked at, as the deed."""

    ROOM_MESSAGE = "room_message", "read your message in a room"
    STORY = "story", "read your story"
    WALL = "wall", "read something you wrote for others here"
    BOOKING = "booking", "read what you wrote for a session"
    LINE = "line", "read your words in a private conversation"
    MEMBER_PAGE = "member_page", "opened the page of what you share with them"
    SESSION_NOTE = "session_note", "read a note about a session of yours"
    REFERRAL = "referral", "read your referral"
    REPORT = "report", "read what you told us about a message"
    TALK = "talk", "read what you wrote to our team"
    HISTORY = "history", "looked at what happened here with your account before"
    ASKING = "asking", "read that you asked for a person"
    REQUEST = "request", "read what you asked for"
    PLAN = "plan", "read your plan"
    LETTER = "letter", "opened your messages with them"
    REVIEW = "review", "opened a review of yours"
    SHARING = "sharing", "read what you ticked for others"
    COVERAGE = "coverage", "opened what your plan asks for"
    BILLED = "billed", "took what your plan gets of your sessions as a file"
    EMERGENCY = "emergency", "told somebody who can help about you"
    HARD_DAY = "hard_day", "saw a date that you keep"
    CHECK_INS = "check_ins", "saw numbers of your check-ins"
    MY_PLAN = "my_plan", "read something of your plan"
    JOURNAL = "journal", "read a note that you wrote to yourself"
    ALLIANCE = "alliance", "read how sessions go for you"
    MEASURE = "measure", "saw an answer that you gave"
    WORDS = "words", "read something you wrote"
    CARE = "care", "read what we wrote down to look after you"
    NAME = "name", "saw who is behind your name in a room"
    ACCOUNT = "account", "saw your handle, your country and your e-mail address"
    LATE = "late", "saw that something is late for you"
    PAUSED = "paused", "paused your account"
    PAUSE_LIFTED = "pause_lifted", "ended the pause of your account"


class Why(models.TextChoices):
    """Why it was looked at, in plain words."""

    RULE = "rule", "because a safety rule found words that can mean danger"
    UNSCREENED = "unscreened", "because our safety check could not read it"
    FIRST_POST = "first_post", "because it was one of your first messages here"
    CONTACT = "contact", "because it may tell who or where somebody is"
    REPORT = "report", "because somebody told us about it"
    KEEPING = "keeping", "because our team looks after the rooms"
    LOOK = "look", "because you asked us to look"
    ANSWERED = "answered", "because you answered us"
    ASKED = "asked", "because you asked us to pass it on"
    CO_SIGN = "co_sign", "because a supervisor signs it, too"
    HANDED_OVER = "handed_over", "because you agreed to a hand-over"
    MEETS = "meets", "because you meet each other in sessions"
    TOGETHER = "together", "because they go with you to somebody outside"
    SAW_RISK = "session_risk", "because a peer worried about you after a session"
    MEASURE = "measure", "because we told you before that such an answer reaches our team"
    FITS = "fits", "because you asked for someone who fits"
    REVIEW = "review", "because you handed it in to be read first"
    SHARED = "shared", "because you shared it"
    CHOSEN = "chosen", "because you chose them for it"
    PLAN_PAYS = "plan_pays", "because you let a plan pay"
    TO_THEM = "to_them", "because you write to each other"
    PERSON = "person", "because you wanted somebody to be there"
    DANGER = "danger", "because somebody’s life may have been in danger"
    WROTE = "wrote", "because of something you wrote here"
    BESIDE = "beside", "because words beside them were looked at"
    NO_WAIT = "no_wait", "because nobody should wait longer than we said"
    AGAIN = "again", "after looking at it again"
    TWO_AGREED = "two_agreed", "after two people from our team agreed that it was needed"


def sentence(who: str, what: str, why: str) -> str:
    """A line in words: "A moderator read your story, because …". Codes of the lists above."""
    return f"{Looker(who).label} {What(what).label}, {Why(why).label}."
