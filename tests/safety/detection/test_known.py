"""What our sentences mean is worked out ahead, and never taken for that of others."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from peerhub.encoder import encoder
from safety.detection import known
from safety.detection.exemplars import exemplars


def test_the_file_is_of_the_sentences_that_are_shipped() -> None:
    """Otherwise: ``manage.py train_screening``."""
    sentences = [sentence for sentence, _ in exemplars().sentences]

    vectors = known.known_vectors(exemplars())

    assert vectors is not None
    assert vectors.shape == (len(sentences), 384)
    chosen = range(0, len(sentences), 97)
    again = encoder()([sentences[at] for at in chosen])
    assert np.abs(vectors[list(chosen)] - again).max() < 0.02


def test_a_file_of_other_sentences_or_none_is_not_used(tmp_path: Path) -> None:
    fewer = replace(exemplars(), groups=exemplars().groups[:1])
    path = tmp_path / "exemplars.npz"
    known.keep(fewer, np.ones((len(fewer.sentences), 384)), path)

    assert known.known_vectors(fewer, path) is not None
    assert known.known_vectors(exemplars(), path) is None
    whole = path.read_bytes()
    for broken in (b"not what it was", b"", whole[:-20], whole[:40] + whole[60:]):
        path.write_bytes(broken)
        assert known.known_vectors(fewer, path) is None
    assert known.known_vectors(fewer, tmp_path / "nothing") is None
