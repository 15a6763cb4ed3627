"""Addresses of the crisis lines."""

from django.urls import path

from safety.resources import views

app_name = "resources"
urlpatterns = [
    path("now/", views.now, name="now"),
    path("now/<slug:country>/", views.now_in, name="now_in"),
]
