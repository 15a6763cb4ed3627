"""One kind of error for people: a sentence for them, a code for programs."""

from typing import Any, ClassVar

from rest_framework.response import Response
from rest_framework.views import exception_handler


class DomainError(Exception):
    """Something a person asked for cannot be done; ``message`` tells them why, in plain words."""

    code: ClassVar[str] = "not_possible"
    status: ClassVar[int] = 409

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def api_exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's voice of a ``DomainError``; everything else as DRF says it."""
    if isinstance(error, DomainError):
        return Response({"code": error.code, "message": error.message}, status=error.status)
    return exception_handler(error, context)
