"""Unit vectors in PostgreSQL: pgvector's ``halfvec``, two bytes a number."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import models
from django.db.models import Func


class HalfVectorField(models.Field):  # type: ignore[type-arg]  # no generic at run time
    """A vector of ``size`` numbers: an array of float32 in Python, half of that in the table."""

    def __init__(self, *args: Any, size: int, **kwargs: Any) -> None:
        self.size = size
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """As migrations write it down."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "size": self.size}

    def db_type(self, connection: Any) -> str:
        """The column's type."""
        del connection
        return f"halfvec({self.size})"

    def get_prep_value(self, value: Any) -> Any:
        """As pgvector reads it."""
        return None if value is None else written(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """As numpy reads it."""
        del expression, connection
        return None if value is None else np.array(value[1:-1].split(","), np.float32)


class Distance(Func):
    """Cosine distance of two vectors: 0 the same, 1 nothing in common, 2 opposite."""

    template = "(%(expressions)s)"
    arg_joiner = " <=> "
    output_field = models.FloatField()


def written(vector: Sequence[float] | Any) -> str:
    """A vector in pgvector's words."""
    return f"[{','.join(f'{number:.5g}' for number in vector)}]"
