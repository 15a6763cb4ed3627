"""Addresses of the queue."""

from django.urls import path

from safety.flags.views import bounds, cases, history, listing, pauses

urlpatterns = [
    path("queue/", listing.queue, name="queue"),
    path("queue/rows/", listing.queue_rows, name="queue_rows"),
    path("queue/<int:flag_id>/", cases.case, name="case"),
    path("queue/<int:flag_id>/first-words/", listing.first_words, name="first_words"),
    path("queue/<int:flag_id>/claim/", cases.claim, name="claim"),
    path("queue/<int:flag_id>/release/", cases.release, name="release"),
    path("queue/<int:flag_id>/notes/", cases.notes, name="notes"),
    path("queue/<int:flag_id>/level/", cases.level, name="level"),
    path("queue/<int:flag_id>/let-out/", cases.let_out, name="let_out"),
    path("queue/<int:flag_id>/outcome/", cases.outcome, name="outcome"),
    path("queue/<int:flag_id>/history/", history.history, name="history"),
    path("queue/<int:flag_id>/show/", bounds.show, name="show"),
    path("queue/<int:flag_id>/unmute/", bounds.unmute, name="unmute"),
    path("queue/<int:flag_id>/pause/", pauses.pause, name="pause"),
    path("queue/<int:flag_id>/pause/end/", pauses.end_pause, name="end_pause"),
    path("paused/wrong/", pauses.pause_wrong, name="pause_wrong"),
]
