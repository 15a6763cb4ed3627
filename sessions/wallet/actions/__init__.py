"""What the wallet does when sessions are booked, and with the sponsors' pool."""

from sessions.wallet.actions.bearing import asks_nothing as asks_nothing
from sessions.wallet.actions.bearing import bear_free as bear_free
from sessions.wallet.actions.bearing import bear_pool as bear_pool
from sessions.wallet.actions.following import follow as follow
from sessions.wallet.actions.following import look_for_danger as look_for_danger
from sessions.wallet.actions.following import spare as spare
from sessions.wallet.actions.pool import PoolEmpty as PoolEmpty
from sessions.wallet.actions.pool import leave_pool as leave_pool
from sessions.wallet.actions.pool import sponsor as sponsor
from sessions.wallet.actions.pool import take_from_pool as take_from_pool
