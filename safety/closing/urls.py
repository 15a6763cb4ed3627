"""Addresses of closing, caring contacts and debriefs."""

from django.urls import path

from safety.closing.views import assessment, check_ins, closing, debriefs, member, moved

urlpatterns = [
    path("queue/<int:flag_id>/closing/", closing.closing, name="closing"),
    path("queue/<int:flag_id>/closing/attempts/", closing.attempt, name="attempt"),
    path("queue/<int:flag_id>/closing/help/", closing.give_help, name="give_help"),
    path("queue/<int:flag_id>/closing/caring/", closing.book, name="book_check_ins"),
    path("queue/<int:flag_id>/closing/incident/", closing.incident, name="incident"),
    path(
        "queue/<int:flag_id>/closing/incident/<int:incident_id>/review/",
        closing.review,
        name="review_incident",
    ),
    path("queue/<int:flag_id>/closing/agreement/<str:about>/", closing.agree, name="agree"),
    path("queue/<int:flag_id>/reopening/", closing.reopen, name="reopen"),
    path("queue/<int:flag_id>/assessment/", assessment.assessment, name="assessment"),
    path("queue/<int:flag_id>/checklist/", assessment.steps, name="checklist"),
    path("queue/assessments/", assessment.assessments, name="assessments"),
    path("queue/caring/", check_ins.check_ins, name="check_ins"),
    path("queue/caring/<int:check_in_id>/", check_ins.check_in, name="check_in"),
    path("caring/", member.my_wish, name="check_in_wish"),
    path("caring/<uuid:public_id>/", member.my_check_in, name="my_check_in"),
    path("queue/check-ins/", moved.of_staff, name="check_ins_before"),
    path("queue/check-ins/<int:check_in_id>/", moved.of_staff, name="check_in_before"),
    path("check-ins/", moved.mine, name="check_in_wish_before"),
    path("check-ins/<uuid:public_id>/", moved.mine, name="my_check_in_before"),
    path("debriefs/", debriefs.debriefs, name="debriefs"),
    path("debriefs/<int:debrief_id>/answer/", debriefs.debrief_answer, name="debrief_answer"),
    path("debriefs/<int:debrief_id>/held/", debriefs.debrief_held, name="debrief_held"),
]
