"""Addresses of asking for a person."""

from django.urls import path

from safety.asking import views

urlpatterns = [
    path("someone/", views.someone, name="someone"),
    path("someone/<uuid:public_id>/", views.asked, name="asked"),
    path("someone/<uuid:public_id>/taken-back/", views.taken_back, name="taken_back"),
]
