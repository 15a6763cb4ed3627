"""What a host asked of oneself, and how to say that it was wrong."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from peerhub.access import access
from peerhub.accounts.policies import is_signed_in
from peerhub.accounts.requests import PersonRequest
from rooms.bounds.reading import bound_of
from rooms.hosting import actions
from rooms.hosting.forms import WrongForm
from rooms.live.actions import hear_unposted
from rooms.masks.models import Mask

THANKS = (
    "Thank you for telling us. A person from our team reads it within a day."
    " If they lift it, you can be here and write again at once."
)


@access(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def wrong(request: PersonRequest, public_id: str) -> HttpResponse:
    """Say that a mute or a removal was wrong; somebody else than the host looks at it."""
    worn = Mask.objects.select_related("room", "person")
    mask = get_object_or_404(worn, room__public_id=public_id, person=request.user)
    now = timezone.now()
    bound = bound_of(mask.pk, now=now)
    if bound is None:
        if request.method != "POST":
            raise Http404
        # What they wanted to say is not needed any more; a cry for help in it is.
        hear_unposted(mask=mask, body=request.POST.get("words", ""), now=now)
        messages.info(request, "It is over. You can be here and write again.")
        return redirect("rooms:room", public_id=public_id)
    bound.mask = mask
    form = WrongForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.say_it_was_wrong(bound, form.cleaned_data["words"], now=now)
        messages.success(request, THANKS)
        return redirect("rooms:room", public_id=public_id)
    context = {"room": mask.room, "mask": mask, "bound": bound, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "rooms/hosting/wrong.html", context, status=status)
