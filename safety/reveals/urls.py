"""Addresses of break-glass access: who is behind a case."""

from django.urls import path
from django.urls.resolvers import URLPattern

from safety.reveals import views
from safety.reveals.states import Kind

MASK, ACCOUNT = {"kind": Kind.MASK}, {"kind": Kind.ACCOUNT}

urlpatterns: list[URLPattern] = [
    path("queue/<int:flag_id>/unmask/", views.reveal, MASK, name="reveal_mask"),
    path("queue/<int:flag_id>/unmask/open/", views.open_it, MASK, name="open_mask"),
    path("queue/<int:flag_id>/account/", views.reveal, ACCOUNT, name="reveal_account"),
    path("queue/<int:flag_id>/account/open/", views.open_it, ACCOUNT, name="open_account"),
    # Of both kinds. Their addresses are older than the second; notices that were sent hold them.
    path("queue/unmask/", views.requests, name="reveals"),
    path("queue/unmask/<uuid:public_id>/", views.request_page, name="reveal_request"),
]
