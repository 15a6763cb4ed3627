"""Keeps what people wrote out of the logs."""

import logging


class WithoutContent(logging.Filter):
    """Drops tracebacks' last line and SQL detail, where a person's words could stand."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record; replace an exception by its type and its place."""
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
