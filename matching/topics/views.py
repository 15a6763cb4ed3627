"""The list of live topics, the page of one, and where its words are put forward and read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matching.heaviness import is_heavy
from matching.search.finding import find as find_people
from matching.search.query import SearchQuery, parse, stretch
from matching.search.vain import looked
from matching.topics import actions, live
from matching.topics.forms import NewTopicForm, PutForwardForm, RefuseForm
from matching.topics.models import Addition
from matching.topics.states import Kind, State
from peerhub.access import access, anyone
from peerhub.accounts import not_today
from peerhub.accounts.models import How, NotToday, User
from peerhub.accounts.policies import is_specialist, is_supervisor
from peerhub.accounts.requests import PersonRequest
from peerhub.errors import DomainError
from peerhub.ui.deeds import do
from safety.resources.find import help_for

PAGE = 40  # pairs
PEOPLE = 6  # cards on the page of one topic


@access(anyone)
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics that somebody stands behind, searched by words."""
    asked = parse(request.GET)
    pairs = live.live_pairs()
    everything = len(pairs)
    hidden = _hidden(request)
    pairs = live.without(hidden, pairs)
    found = live.speaking_of(asked.q, pairs) if asked.q else live.Found(pairs=pairs, meant=[])
    total = len(found.pairs)
    first, until = stretch(asked.page, size=PAGE, total=total)
    context = {
        "q": asked.q,
        "pairs": found.pairs[first:until],
        "total": total,
        "everything": everything,
        "left_out": everything - len(pairs),
        "meant": [topic for topic in found.meant if topic.content_note_id not in hidden],
        "unknown": live.unknown(found, hidden),
        "before": _page(asked, first // PAGE) if first else None,
        "more": _page(asked, until // PAGE + 1) if until < total else "",
        "help": help_for(request.user) if is_heavy(asked.q, found.meant) else None,
    }
    return render(request, "matching/topics/topics.html", context)


@access(anyone)
@require_safe
def topic(request: HttpRequest, address: str) -> HttpResponse:
    """Who stands behind one topic; or that nobody does yet, and what can be done."""
    pairs = live.live_pairs()
    pair = live.find(address, pairs)
    if pair is None:
        raise Http404
    member = request.user if isinstance(request.user, User) else None
    hidden = _hidden(request)
    left_out = [hidden[note] for note in pair.notes if note in hidden]
    if left_out and "anyway" not in request.GET:
        context = {"pair": pair, "choices": left_out}
        return render(request, "matching/topics/left_out.html", context)
    query, now = (
        SearchQuery(root=(pair.root.code,), struggle=(pair.struggle.code,)),
        timezone.localtime(),
    )
    found = find_people(query, member=member, now=now)
    if request.method == "GET":
        looked(query, found.shelf, by=member, now=now)
    opens_help = pair.root.opens_help or pair.struggle.opens_help
    context = {
        "pair": pair,
        "found": found,
        "cards": found.cards[:PEOPLE],
        "list_address": query.address(),
        "related": live.related(pair, live.without(hidden, pairs)),
        "help": help_for(request.user) if opens_help else None,
    }
    return render(request, "matching/topics/topic.html", context)


@access(is_specialist)
@require_http_methods(["GET", "HEAD", "POST"])
def additions(request: PersonRequest) -> HttpResponse:
    """What a specialist put forward and what became of it, and room for more."""
    form = PutForwardForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.put_forward(form.putting(), by=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error("words", error.message)
        else:
            messages.success(request, "Thank you. A supervisor reads it, and we tell you.")
            return redirect("matching:additions")
    context = {"form": form, "additions": Addition.objects.of(request.user)}
    status = 422 if form.is_bound else 200
    return render(request, "matching/topics/additions.html", context, status=status)


@access(is_supervisor)
@require_safe
def additions_waiting(request: PersonRequest) -> HttpResponse:
    """What waits for a decision, oldest first."""
    context = {"additions": Addition.objects.waiting()}
    return render(request, "matching/topics/waiting.html", context)


@access(is_supervisor)
@require_safe
def addition(request: PersonRequest, addition_id: int) -> HttpResponse:
    """One of them, and the two answers."""
    return _decision(request, get_object_or_404(Addition, pk=addition_id))


@access(is_supervisor)
@require_POST
def accept_addition(request: PersonRequest, addition_id: int) -> HttpResponse:
    """Take it in."""
    held, now = get_object_or_404(Addition, pk=addition_id), timezone.now()
    form = _new_topic_form(held, request.POST)
    if form is not None and not form.is_valid():
        return _decision(request, held, form=form)
    new_topic = form.new_topic() if form is not None else None
    return do(
        request,
        reverse("matching:additions_waiting"),
        lambda: actions.accept(held, by=request.user, now=now, new_topic=new_topic),
        "Taken in. People find it by these words from now on.",
    )


@access(is_supervisor)
@require_POST
def refuse_addition(request: PersonRequest, addition_id: int) -> HttpResponse:
    """Leave it out, and say why."""
    held, now = get_object_or_404(Addition, pk=addition_id), timezone.now()
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _decision(request, held, refuse=form)
    return do(
        request,
        reverse("matching:additions_waiting"),
        lambda: actions.refuse(held, by=request.user, reason=form.cleaned_data["reason"], now=now),
        "Not taken in. Its writer reads why.",
    )


def _decision(
    request: PersonRequest,
    held: Addition,
    *,
    form: NewTopicForm | None = None,
    refuse: RefuseForm | None = None,
) -> HttpResponse:
    context = {
        "addition": held,
        "waits": held.state == State.WAITING,
        "is_own": held.by_id == request.user.pk,
        "form": form or _new_topic_form(held),
        "refuse": refuse or RefuseForm(),
    }
    status = 422 if form or refuse else 200
    return render(request, "matching/topics/decision.html", context, status=status)


def _new_topic_form(held: Addition, posted: Any = None) -> NewTopicForm | None:
    if held.kind != Kind.TOPIC:
        return None
    return NewTopicForm(posted, axis=held.axis, initial={"label": held.words, "sensitive": True})


def _page(asked: SearchQuery, page: int) -> str:
    return SearchQuery(q=asked.q, page=page).address()


def _hidden(request: HttpRequest) -> dict[int, NotToday]:
    """What the reader left out for a while, by the id of its note."""
    if not isinstance(request.user, User):
        return {}
    active = not_today.active(request.user, now=timezone.now())
    return {choice.note_id: choice for choice in active if choice.how == How.HIDE}
