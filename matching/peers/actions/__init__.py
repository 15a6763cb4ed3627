"""What happens to a peer specialist's profile."""

from matching.peers.actions.profiles import LONG_BREAK as LONG_BREAK
from matching.peers.actions.profiles import SOON as SOON
from matching.peers.actions.profiles import About as About
from matching.peers.actions.profiles import NotASpecialist as NotASpecialist
from matching.peers.actions.profiles import NotCertified as NotCertified
from matching.peers.actions.profiles import NotForYou as NotForYou
from matching.peers.actions.profiles import NothingToShow as NothingToShow
from matching.peers.actions.profiles import NotSigned as NotSigned
from matching.peers.actions.profiles import TalkFirst as TalkFirst
from matching.peers.actions.profiles import TooMany as TooMany
from matching.peers.actions.profiles import ask_comeback as ask_comeback
from matching.peers.actions.profiles import comeback as comeback
from matching.peers.actions.profiles import create_profile as create_profile
from matching.peers.actions.profiles import describe as describe
from matching.peers.actions.profiles import is_long as is_long
from matching.peers.actions.profiles import pause as pause
from matching.peers.actions.profiles import publish as publish
from matching.peers.actions.profiles import set_capacity as set_capacity
from matching.peers.actions.profiles import set_free_times as set_free_times
from matching.peers.actions.profiles import set_has_story as set_has_story
from matching.peers.actions.profiles import set_people_now as set_people_now
from matching.peers.actions.profiles import set_price as set_price
from matching.peers.actions.profiles import take_new_again as take_new_again
from matching.peers.actions.profiles import take_nobody_new as take_nobody_new
from matching.peers.actions.profiles import withdraw as withdraw
from matching.peers.actions.profiles import withdraw_of as withdraw_of
