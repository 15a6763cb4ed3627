"""Keeps what people wrote out of the logs."""

import logging
import re
from collections.abc import Mapping

# What follows in an address is a secret: whoever has it answers or reads in somebody's name.
BEFORE_SECRETS = ("/reference/", "/calendar/")
SECRET = re.compile(rf"({'|'.join(BEFORE_SECRETS)})[^/\s\"']+")
# Celery gives a failed task's error and traceback as words of its message.
ERROR_WORDS = frozenset({"exc", "traceback", "args", "kwargs", "return_value"})


class WithoutContent(logging.Filter):
    """Drops tracebacks' last line, SQL detail and secret links, where a person's words could stand."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record; replace an exception by its type and its place."""
        if isinstance(record.msg, str):
            record.msg = _without_secrets(record.msg)
        record.args = _without_errors(record.args)
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            frame = error.__traceback__
            while frame is not None and frame.tb_next is not None:
                frame = frame.tb_next
            where = f"{frame.tb_frame.f_code.co_qualname}:{frame.tb_lineno}" if frame else "?"
            record.msg = f"{record.getMessage()} [{type(error).__name__} in {where}]"
            record.args = ()
            record.exc_info = None
            record.exc_text = None
        return True


def _without_errors(args: object) -> "tuple[object, ...] | Mapping[str, object] | None":
    if isinstance(args, Mapping):
        return {key: "" if key in ERROR_WORDS else _shown(value) for key, value in args.items()}
    return tuple(_shown(value) for value in args) if isinstance(args, tuple) else None


def _shown(value: object) -> object:
    if isinstance(value, BaseException):
        return type(value).__name__
    return _without_secrets(value) if isinstance(value, str) else value


def _without_secrets(words: str) -> str:
    return SECRET.sub(r"\1…", words) if any(part in words for part in BEFORE_SECRETS) else words
