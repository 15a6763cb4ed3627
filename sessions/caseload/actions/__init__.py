"""What a specialist does with their people, and for themself."""

from sessions.caseload.actions.debriefing import NobodyToAsk as NobodyToAsk
from sessions.caseload.actions.debriefing import NotTheirs as NotTheirs
from sessions.caseload.actions.debriefing import ask_for_debrief as ask_for_debrief
from sessions.caseload.actions.debriefing import name_time as name_time
from sessions.caseload.actions.debriefing import take_back as take_back
from sessions.caseload.actions.handing_over import HANDING as HANDING
from sessions.caseload.actions.handing_over import Handing as Handing
from sessions.caseload.actions.handing_over import NotPossible as NotPossible
from sessions.caseload.actions.handing_over import NotYours as NotYours
from sessions.caseload.actions.handing_over import agree as agree
from sessions.caseload.actions.handing_over import decline as decline
from sessions.caseload.actions.handing_over import hand_over as hand_over
from sessions.caseload.actions.handing_over import read_handed as read_handed
from sessions.caseload.actions.handing_over import refuse as refuse
from sessions.caseload.actions.handing_over import take_hand_over_back as take_hand_over_back
from sessions.caseload.actions.handing_over import take_on as take_on
from sessions.caseload.actions.handing_over import what_could_move as what_could_move
from sessions.caseload.actions.looking import MemberPage as MemberPage
from sessions.caseload.actions.looking import NotMet as NotMet
from sessions.caseload.actions.looking import must_meet as must_meet
from sessions.caseload.actions.looking import open_page as open_page
from sessions.caseload.actions.working import keep_working_note as keep_working_note
from sessions.caseload.actions.working import let_working_notes_go as let_working_notes_go
from sessions.caseload.actions.working import seal_working_notes_anew as seal_working_notes_anew
from sessions.caseload.actions.working import working_note_of as working_note_of
