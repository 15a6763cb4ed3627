"""What is done with payments: begin, go on, give back, hear of events."""

from sessions.payments.actions.bearing import NotBack as NotBack
from sessions.payments.actions.bearing import bears as bears
from sessions.payments.actions.bearing import follow as follow
from sessions.payments.actions.bearing import give_back_after as give_back_after
from sessions.payments.actions.bearing import have_it_back as have_it_back
from sessions.payments.actions.beginning import SUBJECT as SUBJECT
from sessions.payments.actions.beginning import Begun as Begun
from sessions.payments.actions.beginning import NothingToPay as NothingToPay
from sessions.payments.actions.beginning import PaymentsOff as PaymentsOff
from sessions.payments.actions.beginning import StillFree as StillFree
from sessions.payments.actions.beginning import begin as begin
from sessions.payments.actions.beginning import let_go as let_go
from sessions.payments.actions.going import go_on as go_on
from sessions.payments.actions.going import go_on_with_due as go_on_with_due
from sessions.payments.actions.hard import give_back_hard_ones as give_back_hard_ones
from sessions.payments.actions.hearing import forget_old as forget_old
from sessions.payments.actions.hearing import hear as hear
from sessions.payments.actions.hearing import read_the_list as read_the_list
from sessions.payments.actions.leaving import erase as erase
from sessions.payments.actions.looking import looked_after as looked_after
from sessions.payments.actions.looking import seal_anew as seal_anew
