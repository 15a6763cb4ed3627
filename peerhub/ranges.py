"""Stretches of time inside the database."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db.models import Func


class TsTzRange(Func):
    """From a start until before an end, made of two columns, so that one can follow the other."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()
