"""Addresses of the queue."""

from django.urls import path

from safety.flags import views

urlpatterns = [
    path("queue/", views.queue, name="queue"),
    path("queue/rows/", views.queue_rows, name="queue_rows"),
    path("queue/<int:flag_id>/", views.case, name="case"),
    path("queue/<int:flag_id>/first-words/", views.first_words, name="first_words"),
    path("queue/<int:flag_id>/claim/", views.claim, name="claim"),
    path("queue/<int:flag_id>/release/", views.release, name="release"),
    path("queue/<int:flag_id>/notes/", views.notes, name="notes"),
    path("queue/<int:flag_id>/level/", views.level, name="level"),
    path("queue/<int:flag_id>/let-out/", views.let_out, name="let_out"),
    path("queue/<int:flag_id>/outcome/", views.outcome, name="outcome"),
]
