"""Addresses of messages with a clinician. The ids in them are random and say nothing."""

from django.urls import path

from safety.letters.views import clinician, member, report

urlpatterns = [
    path("letters/", member.mine, name="letters"),
    path("letters/begin/", member.begin, name="begin_letter"),
    path("letters/for-me/", clinician.for_me, name="letters_for_me"),
    path("letters/for-me/begin/", clinician.begin, name="begin_letter_for_me"),
    path("letters/for-me/<uuid:public_id>/", clinician.letter, name="letter_for_me"),
    path("letters/<uuid:public_id>/", member.letter, name="letter"),
    path("letters/<uuid:public_id>/choice/", member.choice, name="letter_choice"),
    path("letters/<uuid:public_id>/<uuid:letter_id>/report/", report.report, name="report_letter"),
]
