"""The site map: one include per app."""

from django.urls import include, path

from peerhub import views

urlpatterns = [
    path("alive/", views.alive, name="alive"),
    path("ready/", views.ready, name="ready"),
    path("", include("peerhub.ui.urls")),
    path("", include("peerhub.accounts.urls")),
    path("", include("peerhub.notifications.urls")),
    path("", include("peerhub.audit.urls")),
    path("", include("safety.urls")),
    path("", include("matching.urls")),
    path("", include("sessions.urls")),
    path("", include("rooms.urls")),
    path("", include("peerhub.demo.urls")),
]

handler500 = "peerhub.views.server_error"
