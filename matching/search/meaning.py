"""Texts as vectors: what a story means, what somebody's own words mean. Only workers come here.

The encoder takes about 230 MB. It hears a text whole where it can: pieces of ninety words, whether
their mean or the nearest of them spoke, found fewer right answers.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np

from matching.search.wording import pieces, pooled
from peerhub.encoder import NoEncoder, encoder

TOKENS = 256


def vectors_of(texts: Sequence[str]) -> Any:
    """An array of one unit vector for each of ``texts``, in order: (len(texts), 384) floats.

    Raises:
        NoEncoder: the model is not there, or fails.
    """
    cut = [pieces(text) for text in texts]
    ends = [0, *accumulate(len(each) for each in cut)]
    try:
        vectors = encoder(TOKENS)([piece for each in cut for piece in each])
    except Exception as error:  # whatever is wrong with it, there is no vector
        raise NoEncoder(
            str(error) if isinstance(error, NoEncoder) else type(error).__name__
        ) from error
    if not np.isfinite(vectors).all():
        raise NoEncoder("no numbers")
    return np.array([pooled(vectors[begin:end]) for begin, end in pairwise(ends)], np.float32)
