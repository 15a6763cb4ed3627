"""How much more a message is like what people say in danger than like anything calm. Pure.

An encoder hears topics first: whoever speaks of a bridge is near everybody who does, in danger or
not. So what differs between sentences that mean the same kind of thing counts for little here
(the inverse of their covariance within groups, Fisher 1936), and what differs between groups for
much. Calm are our own calm sentences, and the centres of much everyday talk (``centres_of``).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

WARMTH = 0.1  # of the soft maximum over similarities: lower listens to fewer sentences
ROUND = 0.3  # part of the mean variance that is added to every direction: few sentences mislead
CENTRES = 64
PASSES = 12  # of the search for centres


class Likeness:
    """Measures pieces against sentences in danger and calm ones."""

    def __init__(
        self, own: Any, groups: Sequence[str], danger: Any, centres: Any, *, to: Any = None
    ) -> None:
        """Learn what matters.

        Args:
            own: a unit vector for each of our sentences, in rows.
            groups: to which group each of them belongs.
            danger: whether it speaks of danger.
            centres: of everyday talk, in rows; there may be none.
            to: which of our sentences it is the likeness to; all in danger where nothing is said.
        """
        _, which = np.unique(np.asarray(groups), return_inverse=True)
        middles = np.array([own[which == at].mean(axis=0) for at in range(which.max() + 1)])
        within = np.cov((own - middles[which]).T)
        within += ROUND * np.trace(np.cov(own.T)) / len(within) * np.eye(len(within))
        self._turn = np.linalg.cholesky(np.linalg.inv(within)).astype(np.float32)
        self._middle = own.mean(axis=0)
        self._danger = self._seen(own[danger if to is None else to])
        calm = own[~danger]
        self._calm = self._seen(np.vstack([calm, centres]) if len(centres) else calm)

    def __call__(self, vectors: Any) -> Any:
        """For each of ``vectors``: above 0 is more like danger."""
        seen = self._seen(vectors)
        return _soft_most(seen @ self._danger.T) - _soft_most(seen @ self._calm.T)

    def _seen(self, vectors: Any) -> Any:
        turned = (vectors - self._middle) @ self._turn
        return turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)


def _soft_most(alike: Any) -> Any:
    """The soft maximum of each row: many that are near count for more than one alone."""
    return WARMTH * np.log(np.exp(alike / WARMTH).mean(axis=1))


def centres_of(vectors: Any, *, count: int = CENTRES) -> Any:
    """What unit ``vectors`` gather around: at most ``count`` unit vectors, the same each time.

    Spherical k-means (Dhillon and Modha 2001).
    """
    order = np.random.default_rng(0).permutation(len(vectors))
    found = vectors[order[:count]].copy()
    for _ in range(PASSES):
        nearest = np.argmax(vectors @ found.T, axis=1)
        for at in np.unique(nearest):
            mean = vectors[nearest == at].mean(axis=0)
            found[at] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return found
