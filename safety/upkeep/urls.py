"""Addresses of keeping entries true."""

from django.urls import path

from safety.upkeep import views

urlpatterns = [path("checks/", views.checks, name="checks")]
