"""The closed list of audited verbs, by app."""

from django.db import models


class Verb(models.TextChoices):
    """What can be done and is written down: subject in the past tense."""

    # accounts
    ACCOUNT_JOINED = "accounts.joined", "joined"
    CONSENT_GIVEN = "accounts.consent_given", "agreed to something"
    CONSENT_WITHDRAWN = "accounts.consent_withdrawn", "took a yes back"
    ROLE_GRANTED = "accounts.role_granted", "was given a role"
    ROLE_REVOKED = "accounts.role_revoked", "lost a role"
    # matching
    PAUSE_BEGAN = "matching.pause_began", "took a break from being shown"
    PAUSE_ENDED = "matching.pause_ended", "came back from a break"
    PROFILE_CREATED = "matching.profile_created", "made a specialist's page"
    PROFILE_PUBLISHED = "matching.profile_published", "showed a specialist to everybody"
    PROFILE_WITHDRAWN = "matching.profile_withdrawn", "took a specialist out of sight"
    STORY_KEPT = "matching.story_kept", "kept their story"
    STORY_LET_OUT = "matching.story_let_out", "let others read a story that was held"
    TOPICS_FORGOTTEN = "matching.topics_forgotten", "took back what they told for suggestions"
    TOPICS_TOLD = "matching.topics_told", "told something for suggestions"
    # rooms
    ROOM_CLOSED = "rooms.closed", "closed a room"
    ROOM_HOST_APPOINTED = "rooms.host_appointed", "made a specialist the host of a room"
    ROOM_OPENED = "rooms.opened", "opened a room"
    # safety
    FLAG_CLAIMED = "safety.flag_claimed", "took a case"
    FLAG_LEVEL_RAISED = "safety.flag_level_raised", "raised the level of a case"
    FLAG_NOTED = "safety.flag_noted", "wrote a note in a case"
    FLAG_RAISED = "safety.flag_raised", "flagged a text"
    FLAG_READ = "safety.flag_read", "read the text of a case"
    FLAG_RELEASED = "safety.flag_released", "handed a case back"
    FLAG_RESOLVED = "safety.flag_resolved", "closed a case"
    FLAG_TEXT_LET_OUT = "safety.flag_text_let_out", "let others see a held text"
    REFERRAL_ANSWERED = "safety.referral_answered", "said how a referral worked out"
    REFERRAL_CLOSED = "safety.referral_closed", "closed a referral"
    REFERRAL_CONSENTED = "safety.referral_consented", "agreed to share a referral"
    REFERRAL_DECLINED = "safety.referral_declined", "chose not to share a referral"
    REFERRAL_DRAFTED = "safety.referral_drafted", "began a referral"
    REFERRAL_FOLLOW_UP_OPENED = "safety.referral_follow_up_opened", "came round to a follow-up"
    REFERRAL_OUTCOME_RECORDED = "safety.referral_outcome_recorded", "wrote down an outcome"
    REFERRAL_READ = "safety.referral_read", "read a referral"
    REFERRAL_SENT = "safety.referral_sent", "sent a referral on"
    REFERRAL_WITHDRAWN = "safety.referral_withdrawn", "took back their yes to a referral"
    # sessions
    HOURS_OFFERED = "sessions.hours_offered", "offered hours"
    HOURS_WITHDRAWN = "sessions.hours_withdrawn", "took offered hours back"
    SESSION_BOOKED = "sessions.booked", "booked a session"
    SESSION_CANCELLED = "sessions.cancelled", "cancelled a session"
    SESSION_HELD = "sessions.held", "said that two people met"
    SESSION_MISSED = "sessions.missed", "said that two people missed each other"
