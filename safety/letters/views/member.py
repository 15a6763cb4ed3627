"""The member's pages: with which clinicians they write, and one of them."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerhub.access import access
from peerhub.accounts.policies import is_member
from peerhub.accounts.requests import PersonRequest
from peerhub.ui.deeds import do
from safety.clinic.policies import links_of
from safety.letters import actions
from safety.letters.models import Correspondence
from safety.letters.notices import new_for
from safety.letters.reading import name_of
from safety.letters.states import Side
from safety.letters.views.common import opened, own, page


@access(is_member)
@require_safe
@never_cache
def mine(request: PersonRequest) -> HttpResponse:
    """With whom this member can write, and with whom they wrote before."""
    now, member = timezone.now(), request.user
    begun = Correspondence.objects.with_people().filter(member=member).order_by("-opened_at", "-pk")
    links = links_of(member, now).select_related("clinician__clinical_standing")
    linked = {link.clinician_id for link in links}
    known = {each.clinician_id for each in begun}
    words = {
        "open": [
            (each, name_of(each.clinician), new_for(each, Side.MEMBER).exists())
            for each in begun
            if each.clinician_id in linked
        ],
        "over": [(e, name_of(e.clinician)) for e in begun if e.clinician_id not in linked],
        "new": [
            (link.clinician, name_of(link.clinician))
            for link in links
            if link.clinician_id not in known
        ],
    }
    return render(request, "safety/letters/mine.html", words)


@access(is_member)
@require_POST
def begin(request: PersonRequest) -> HttpResponse:
    """To the page with a clinician whom the member is linked with."""
    return opened(request, actions.open_as_member, Side.MEMBER)


@access(is_member)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def letter(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """All of it, also when the link is over."""
    found = own(request, public_id, Side.MEMBER)
    return page(request, found, Side.MEMBER, "safety/letters/letter.html")


@access(is_member)
@require_POST
def choice(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    """Whether the clinician can write here."""
    found, opens = own(request, public_id, Side.MEMBER), request.POST.get("open") == "yes"
    name = name_of(found.clinician)
    said = f"{name} can write to you again." if opens else f"{name} cannot write to you here now."
    to, now = found.url_for(Side.MEMBER), timezone.now()
    return do(request, to, lambda: actions.choose(found, open_=opens, now=now), said)
