"""Addresses of clinicians and of whoever has a code. No address holds a code."""

from django.urls import path

from safety.clinic.views import checking, clinician, join, member

urlpatterns = [
    path("clinic/", clinician.home, name="clinic"),
    path("clinic/join/", join.join, name="clinic_join"),
    path("clinic/leave/", join.leave, name="clinic_leave"),
    path("clinic/refer/", clinician.refer, name="clinic_refer"),
    path("clinic/checks/", checking.clinicians, name="clinicians"),
    path("clinic/checks/<uuid:public_id>/", checking.clinician, name="clinician"),
    path("clinic/overdue/", checking.overdue, name="clinic_overdue"),
    path(
        "clinic/invitations/<uuid:public_id>/withdraw/",
        clinician.withdrawing,
        name="invitation_withdraw",
    ),
    path("clinic/<uuid:public_id>/", clinician.loop, name="clinic_link"),
    path("clinic/<uuid:public_id>/read/", clinician.acknowledging, name="clinic_read"),
    path("clinic/<uuid:public_id>/ask/", clinician.asking, name="clinic_ask"),
    path("clinic/<uuid:public_id>/stop/", clinician.stopping, name="clinic_stop"),
    path("invited/", member.invited, name="invited"),
    path("invited/<uuid:public_id>/end/", member.ending, name="link_end"),
]
