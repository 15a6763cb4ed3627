"""Addresses of matching, by slice."""

from django.urls import path

from matching.becoming import views as becoming
from matching.certificates import views as certificates
from matching.fairness import views as fairness
from matching.intake import views as intake
from matching.peers import views as peers
from matching.rematch import views as rematch
from matching.requests import views as requests
from matching.search import views as search
from matching.stories import views as stories
from matching.supervision import views as supervision
from matching.topics import views as topics
from matching.training import views as training

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
    path("people/<slug:slug>/block/", peers.block, name="block"),
    path("people/<slug:slug>/aside/", rematch.try_someone_else, name="try_someone_else"),
    path("people/<slug:slug>/again/", rematch.suggest_again, name="suggest_again"),
    path("changes/", rematch.patterns, name="patterns"),
    path("fairness/", fairness.fairness, name="fairness"),
    path("ask/", requests.ask, name="ask"),
    path("ask/<uuid:public_id>/", requests.asked, name="request"),
    path("ask/<uuid:public_id>/taking-back/", requests.taking_back, name="taking_back"),
    path("requests/", requests.requests, name="requests"),
    path("requests/waiting/", requests.requests_waiting, name="requests_waiting"),
    path("requests/waiting/<uuid:public_id>/", requests.coordinating, name="coordinating"),
    path("requests/waiting/<uuid:public_id>/care/", requests.care, name="care"),
    path("requests/waiting/<uuid:public_id>/care/back/", requests.care_back, name="care_back"),
    path(
        "requests/waiting/<uuid:public_id>/asking/<slug:slug>/",
        requests.specialist_asked,
        name="specialist_asked",
    ),
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
    path("way/", becoming.way, name="way"),
    path("way/begin/", becoming.way_begin, name="way_begin"),
    path("way/question/<slug:key>/", becoming.way_question, name="way_question"),
    path("way/send/", becoming.way_send, name="way_send"),
    path("way/taking-back/", becoming.way_taking_back, name="way_taking_back"),
    path("way/references/", becoming.way_references, name="way_references"),
    path("way/second-opinion/", becoming.way_appeal, name="way_appeal"),
    path("reference/<str:token>/", becoming.reference, name="reference"),
    path("training/", training.training, name="training"),
    path("training/exam/", training.examination, name="exam"),
    path("training/practice/", training.practices, name="practices"),
    path("training/practice/asking/", training.practice_asking, name="practice_asking"),
    path("training/practice/<int:pk>/", training.observing, name="observing"),
    path("training/<slug:slug>/", training.part, name="part"),
    path("becoming/", becoming.becoming, name="becoming"),
    path("becoming/<uuid:public_id>/", becoming.application, name="application"),
    path("becoming/<uuid:public_id>/exam-talk/", becoming.exam_talk, name="exam_talk"),
    path("becoming/named/<uuid:public_id>/", becoming.named, name="named"),
    path("becoming/comebacks/<int:pk>/", becoming.comeback_talk, name="comeback_talk"),
    path("sign-offs/", becoming.sign_offs, name="sign_offs"),
    path("sign-offs/<uuid:public_id>/", becoming.sign_off, name="sign_off"),
    path("certificate/", certificates.my_certificate, name="my_certificate"),
    path("certificates/", certificates.check_certificate, name="check_certificate"),
    path("certificates/<str:number>/", certificates.certificate, name="certificate"),
    path("certificates/<str:number>/renewal/", becoming.renewal, name="renewal"),
    path("supervision/", supervision.supervisions, name="supervisions"),
    path("supervision/<int:pk>/", supervision.supervision, name="supervision"),
    path("supervision/<int:pk>/signing/", supervision.signing, name="signing"),
    path("supervision/taking-on/<int:pk>/", supervision.taking_on, name="taking_on"),
    path("supervision/<int:pk>/hand-over/", supervision.handing_over, name="handing_over"),
    path("supervision/hand-overs/<int:pk>/", supervision.hand_over, name="hand_over"),
    path(
        "supervision/hand-overs/<int:pk>/back/", supervision.hand_over_back, name="hand_over_back"
    ),
    path("story/", stories.story, name="story"),
    path("story/piece/<slug:address>/", stories.piece, name="story_piece"),
    path("story/topics/", stories.topics, name="story_topics"),
    path("story/mentions/", stories.mentions, name="story_mentions"),
    path("story/meeting/", stories.meeting, name="story_meeting"),
    path("story/resting/", stories.resting, name="story_resting"),
    path("story/check/", stories.check, name="story_check"),
    path("story/preview/", stories.preview, name="story_preview"),
    path("story/submitting/", stories.submitting, name="story_submitting"),
    path("story/second-reader/", stories.second_reader, name="story_second_reader"),
    path("story/retiring/", stories.retiring, name="story_retiring"),
    path("story/back/", stories.bringing_back, name="story_back"),
    path("story/versions/", stories.versions, name="story_versions"),
    path("stories/", stories.waiting, name="stories_waiting"),
    path("stories/<int:pk>/", stories.version, name="story_version"),
    path("stories/rules/", stories.rules, name="story_rules"),
    path("story/pause/", peers.pausing, name="pause"),
    path("story/nobody-new/", peers.nobody_new, name="nobody_new"),
    path("story/new-again/", peers.new_again, name="new_again"),
    path("story/comeback/", peers.comeback, name="comeback"),
    path("peers/", peers.waiting, name="waiting"),
    path("peers/measures/<int:pk>/end/", peers.measure_end, name="measure_end"),
    path("peers/<slug:slug>/", peers.measures, name="measures"),
    path("peers/<slug:slug>/publication/", peers.publication, name="publication"),
]
