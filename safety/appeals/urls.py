"""Addresses of what our team did with words, and of appeals. The ids in them are random."""

from django.urls import path

from safety.appeals import views

urlpatterns = [
    path("decisions/", views.mine, name="deeds"),
    path("decisions/<uuid:public_id>/", views.deed, name="deed"),
    path("appeals/", views.waiting, name="appeals"),
    path("appeals/<uuid:public_id>/", views.appeal, name="appeal"),
]
