"""Addresses of matching, by slice."""

from django.urls import path

from matching.intake import views as intake
from matching.peers import views as peers
from matching.rematch import views as rematch
from matching.requests import views as requests
from matching.search import views as search
from matching.stories import views as stories
from matching.topics import views as topics

app_name = "matching"
urlpatterns = [
    path("people/", search.people, name="people"),
    path("people/<slug:slug>/", search.peer, name="peer"),
    path("you/", intake.you, name="you"),
    path("you/begin/", intake.begin, name="begin"),
    path("you/question/<slug:key>/", intake.question, name="question"),
    path("you/done/", intake.done, name="done"),
    path("you/forgetting/", intake.forgetting, name="forgetting"),
    path("you/close/", rematch.close, name="close"),
    path("you/someone-else/", rematch.someone_else, name="someone_else"),
    path("people/<slug:slug>/aside/", rematch.try_someone_else, name="try_someone_else"),
    path("people/<slug:slug>/again/", rematch.suggest_again, name="suggest_again"),
    path("changes/", rematch.patterns, name="patterns"),
    path("ask/", requests.ask, name="ask"),
    path("ask/<uuid:public_id>/", requests.asked, name="request"),
    path("ask/<uuid:public_id>/taking-back/", requests.taking_back, name="taking_back"),
    path("requests/", requests.requests, name="requests"),
    path("requests/waiting/", requests.requests_waiting, name="requests_waiting"),
    path("requests/<uuid:public_id>/", requests.answering, name="answering"),
    path("proposals/<int:pk>/yes/", requests.yes, name="proposal_yes"),
    path("proposals/<int:pk>/no/", requests.no, name="proposal_no"),
    path("proposals/<int:pk>/back/", requests.proposal_taken_back, name="proposal_taken_back"),
    path("topics/", topics.topics, name="topics"),
    path("topics/words/", topics.additions, name="additions"),
    path("topics/words/waiting/", topics.additions_waiting, name="additions_waiting"),
    path("topics/words/<int:addition_id>/", topics.addition, name="addition"),
    path("topics/words/<int:addition_id>/taking/", topics.accept_addition, name="accept_addition"),
    path("topics/words/<int:addition_id>/leaving/", topics.refuse_addition, name="refuse_addition"),
    path("topics/<slug:address>/", topics.topic, name="topic"),
    path("story/", stories.story, name="story"),
    path("story/pause/", peers.pausing, name="pause"),
    path("story/nobody-new/", peers.nobody_new, name="nobody_new"),
    path("story/new-again/", peers.new_again, name="new_again"),
    path("story/comeback/", peers.comeback, name="comeback"),
    path("peers/", peers.waiting, name="waiting"),
    path("peers/<slug:slug>/publication/", peers.publication, name="publication"),
]
