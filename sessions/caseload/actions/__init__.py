"""What a specialist does with their people, and for themself."""

from sessions.caseload.actions.debriefing import NobodyToAsk as NobodyToAsk
from sessions.caseload.actions.debriefing import NotTheirs as NotTheirs
from sessions.caseload.actions.debriefing import ask_for_debrief as ask_for_debrief
from sessions.caseload.actions.debriefing import name_time as name_time
from sessions.caseload.actions.debriefing import take_back as take_back
from sessions.caseload.actions.looking import MemberPage as MemberPage
from sessions.caseload.actions.looking import NotMet as NotMet
from sessions.caseload.actions.looking import must_meet as must_meet
from sessions.caseload.actions.looking import open_page as open_page
from sessions.caseload.actions.working import keep_working_note as keep_working_note
from sessions.caseload.actions.working import let_working_notes_go as let_working_notes_go
from sessions.caseload.actions.working import seal_working_notes_anew as seal_working_notes_anew
from sessions.caseload.actions.working import working_note_of as working_note_of
