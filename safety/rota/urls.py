"""Addresses of the on-call rota."""

from django.urls import path

from safety.rota.views import planning, rota

urlpatterns = [
    path("rota/", rota.rota, name="rota"),
    path("rota/shifts/<int:shift_id>/", rota.shift, name="rota_shift"),
    path("rota/shifts/<int:shift_id>/take/", rota.take, name="rota_take"),
    path("rota/shifts/<int:shift_id>/give-back/", rota.give_back, name="rota_give_back"),
    path("rota/shifts/<int:shift_id>/swap/", rota.ask, name="rota_ask"),
    path("rota/shifts/<int:shift_id>/assign/", rota.assign, name="rota_assign"),
    path("rota/shifts/<int:shift_id>/call-off/", rota.call_off, name="rota_call_off"),
    path("rota/swaps/<int:swap_id>/accept/", rota.accept, name="rota_accept"),
    path("rota/swaps/<int:swap_id>/take-back/", rota.take_back, name="rota_take_back"),
    path("rota/plan/", planning.plan, name="rota_plan"),
    path("rota/plan/weeks/", planning.keep_week, name="rota_keep_week"),
    path("rota/plan/weeks/<int:week_id>/end/", planning.end_week, name="rota_end_week"),
    path("rota/plan/shifts/", planning.add, name="rota_add"),
    path("rota/plan/clinicians/", planning.put_on_call, name="rota_put_on_call"),
    path(
        "rota/plan/clinicians/<int:person_id>/end/",
        planning.take_off_call,
        name="rota_take_off_call",
    ),
]
