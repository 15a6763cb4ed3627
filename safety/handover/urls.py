"""Addresses of hand-overs."""

from django.urls import path

from safety.handover import views

urlpatterns = [
    path("queue/hand-over/", views.handovers, name="handovers"),
    path("queue/hand-over/write/", views.write, name="handover_write"),
    path("queue/hand-over/<int:shift_id>/", views.handover, name="handover"),
]
