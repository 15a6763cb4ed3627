"""What becomes of pay: earned, taken back, closed by the month, paid out."""

from sessions.earnings.actions.earning import earn as earn
from sessions.earnings.actions.earning import settle as settle
from sessions.earnings.actions.earning import take_back as take_back
from sessions.earnings.actions.paying import NotForYou as NotForYou
from sessions.earnings.actions.paying import NothingToPay as NothingToPay
from sessions.earnings.actions.paying import NotWaiting as NotWaiting
from sessions.earnings.actions.paying import make as make
from sessions.earnings.actions.paying import payable as payable
from sessions.earnings.actions.paying import release as release
from sessions.earnings.actions.paying import withdraw as withdraw
from sessions.earnings.actions.stating import close as close
from sessions.earnings.actions.stating import close_due as close_due
from sessions.earnings.actions.sweeping import sweep as sweep
