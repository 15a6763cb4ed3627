"""What happens to plans: they are written, shared, suggested for, and forgotten."""

from safety.plans.actions.proposing import PROPOSAL as PROPOSAL
from safety.plans.actions.proposing import AlreadyAnswered as AlreadyAnswered
from safety.plans.actions.proposing import TooManySuggestions as TooManySuggestions
from safety.plans.actions.proposing import leave as leave
from safety.plans.actions.proposing import let_out as let_out
from safety.plans.actions.proposing import propose as propose
from safety.plans.actions.proposing import take as take
from safety.plans.actions.sharing import NotShared as NotShared
from safety.plans.actions.sharing import NotWithThem as NotWithThem
from safety.plans.actions.sharing import end_shares_between as end_shares_between
from safety.plans.actions.sharing import read_shared as read_shared
from safety.plans.actions.sharing import share as share
from safety.plans.actions.sharing import unshare as unshare
from safety.plans.actions.writing import PLACE as PLACE
from safety.plans.actions.writing import Saved as Saved
from safety.plans.actions.writing import TooLong as TooLong
from safety.plans.actions.writing import forget as forget
from safety.plans.actions.writing import keep_copy as keep_copy
from safety.plans.actions.writing import save as save
