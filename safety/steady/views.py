"""Exercises and short courses: open to everyone, and the same for all but for a kept place."""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from peerhub.access import SignedInRequest, access, anyone, signed_in
from peerhub.ui.deeds import do, number
from safety.resources.find import help_for, lines_for
from safety.steady import actions
from safety.steady.shelf import Course, shelf


@access(anyone)
@require_safe
@never_cache
def steady(request: HttpRequest) -> HttpResponse:
    """All exercises, the courses, and how to keep them on a device."""
    known = help_for(request.user)
    words = {
        "groups": shelf().groups,
        "courses": shelf().courses.values(),
        "country": known.country.iso.lower() if known.known else "other",
    }
    return render(request, "safety/steady/steady.html", words)


@access(anyone)
@require_safe
@never_cache
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """What a course is about, or one part of it."""
    found = _course(slug)
    at = (request.user.is_authenticated and actions.place_in(found, by=request.user)) or None
    words: dict[str, Any] = {"course": found, "at": at}
    if "part" not in request.GET:
        words["stopped"] = found.parts[at - 1] if at else None
        return render(request, "safety/steady/course.html", words)
    part = _part(found, request.GET["part"])
    words |= {"number": part, "part": found.parts[part - 1]}
    words["next"] = part + 1 if part < len(found.parts) else None
    return render(request, "safety/steady/part.html", words)


@access(signed_in)
@require_POST
def place(request: SignedInRequest, slug: str) -> HttpResponse:
    """Keep the place and go there, or keep nothing of it any more."""
    found, wanted = _course(slug), request.POST.get("part", "")
    here = reverse("safety:course", args=[slug])
    if wanted in {"forget", "done"}:
        to, said = here, "Nothing of it is kept any more."
        if wanted == "done":
            to, said = (
                reverse("safety:steady"),
                "That was the last part. It is here if you want it again.",
            )
        return do(request, to, lambda: actions.forget_place(found, by=request.user), said)
    part = _part(found, wanted)
    new = actions.place_in(found, by=request.user) is None
    actions.keep_place(found, part, by=request.user, now=timezone.now())
    if new:
        messages.success(request, "Your place is kept. Only you see it.")
    return redirect(f"{here}?part={part}")


@access(anyone)
@require_safe
def kept(request: HttpRequest, country: str) -> HttpResponse:
    """All of it on one page, which a browser can keep: it holds nothing of whoever reads it.

    Like the page of crisis lines it asks no database and runs no script.
    """
    del request
    words = {
        "groups": shelf().groups,
        "courses": shelf().courses.values(),
        "help": lines_for(country),
        "on": timezone.now().date(),  # on no reader’s clock
    }
    return HttpResponse(render_to_string("safety/steady/kept.html", words))


@access(anyone)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows the kept page without network; its scope ends below /steady/."""
    del request
    answer = HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@cache
def _worker() -> str:
    return (settings.BASE_DIR / "static" / "js" / "pages-worker.js").read_text()


def _course(slug: str) -> Course:
    if (found := shelf().courses.get(slug)) is None:
        raise Http404
    return found


def _part(found: Course, asked: str) -> int:
    if (part := number(asked, most=len(found.parts) + 1)) is None or not 1 <= part <= len(
        found.parts
    ):
        raise Http404
    return part
