"""Pages that belong to no slice: the way out, promises, display, work, the gallery."""

from django.urls import path

from peerhub.ui import views

app_name = "ui"

urlpatterns = [
    path("leave/", views.leave, name="leave"),
    path("how-we-keep-you-safe/", views.safety_promises, name="safety_promises"),
    path("display/", views.display, name="display"),
    path("work/", views.work, name="work"),
    path("gallery/", views.gallery, name="gallery"),
]
