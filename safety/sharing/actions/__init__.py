"""What happens to what members share: a yes, less of it, its end, and each time somebody gets it."""

from safety.sharing.actions.giving import Changed as Changed
from safety.sharing.actions.giving import Drawn as Drawn
from safety.sharing.actions.giving import Giving as Giving
from safety.sharing.actions.giving import NotPossible as NotPossible
from safety.sharing.actions.giving import Outside as Outside
from safety.sharing.actions.giving import end as end
from safety.sharing.actions.giving import end_between as end_between
from safety.sharing.actions.giving import end_work as end_work
from safety.sharing.actions.giving import give as give
from safety.sharing.actions.giving import narrow as narrow
from safety.sharing.actions.giving import preview as preview
from safety.sharing.actions.handing import Emergency as Emergency
from safety.sharing.actions.handing import account_for_emergency as account_for_emergency
from safety.sharing.actions.handing import document_for as document_for
from safety.sharing.actions.handing import hand_over as hand_over
from safety.sharing.actions.sealing import seal_anew as seal_anew
from safety.sharing.document import Document as Document
from safety.sharing.document import NotHeld as NotHeld
