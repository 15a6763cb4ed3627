"""The tables of "accounts"."""

from peerhub.accounts.models.block import Block as Block
from peerhub.accounts.models.consent import Consent as Consent
from peerhub.accounts.models.handle import ReservedHandle as ReservedHandle
from peerhub.accounts.models.not_today import How as How
from peerhub.accounts.models.not_today import NotToday as NotToday
from peerhub.accounts.models.pause import Pause as Pause
from peerhub.accounts.models.role import RoleGrant as RoleGrant
from peerhub.accounts.models.user import User as User
