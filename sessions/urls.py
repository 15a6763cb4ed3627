"""Addresses of sessions, by slice."""

from datetime import datetime

from django.urls import path, register_converter

from sessions.alliance import views as alliance
from sessions.availability import views as availability
from sessions.bookings import days
from sessions.bookings.views import booking as bookings
from sessions.bookings.views import moving
from sessions.calls import views as calls
from sessions.caseload.views import caseload, handing, member, own, supervising
from sessions.checkins.views import asking as check_in
from sessions.checkins.views import own as check_ins
from sessions.earnings.views import own as own_earnings
from sessions.earnings.views import staff as paying_out
from sessions.feed import views as feed
from sessions.heavy_days.views import editing as hard_day
from sessions.heavy_days.views import pages as hard_days
from sessions.insurance.views import billing, times
from sessions.insurance.views import coverage as coverages
from sessions.insurance.views import own as own_plan
from sessions.journal.views import pages as own_notes
from sessions.journal.views import writing as own_note
from sessions.measures import views as measures
from sessions.notes.views import co_signing, worried
from sessions.notes.views import reading as notes_read
from sessions.notes.views import writing as notes_written
from sessions.on_now import views as on_now
from sessions.organisations.views import figures as organisations
from sessions.organisations.views import place as paid_place
from sessions.organisations.views import team as organisation_team
from sessions.pacing.views import card as cards
from sessions.pacing.views import heaviness
from sessions.passport import views as passport
from sessions.payments import views as paying
from sessions.prices import views as prices
from sessions.progress import views as progress
from sessions.reminders import views as reminders
from sessions.series import views as series
from sessions.threads.views import lines as words_lines
from sessions.threads.views import pages as words
from sessions.threads.views import saying
from sessions.waiting import views as waiting
from sessions.wallet.views import gifts, pooling
from sessions.wallet.views import own as own_wallet
from sessions.wellness.views import item as plan_item
from sessions.wellness.views import plan as my_plan
from sessions.wellness.views import specialist as plan_suggesting


class Instant:
    """A time in an address: ``2026-11-24T23:30Z``."""

    regex = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z"

    def to_python(self, value: str) -> datetime:
        """The instant; a time that does not exist is no address."""
        return days.from_stamp(value)

    def to_url(self, value: datetime | str) -> str:
        """The stamp; one that is written already stays."""
        return value if isinstance(value, str) else days.stamp(value)


register_converter(Instant, "instant")

app_name = "sessions"
urlpatterns = [
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/<int:member_id>/", member.member, name="member"),
    path("caseload/<int:member_id>/own/", own.working_note, name="working_note"),
    path("caseload/<int:member_id>/hand-over/", handing.hand_on, name="hand_on"),
    path("caseload/hand-overs/<slug:public_id>/", handing.giving, name="giving"),
    path("caseload/hand-overs/<slug:public_id>/taking/", handing.taking, name="taking"),
    path("caseload/<int:member_id>/suggest/", plan_suggesting.suggest, name="suggest"),
    path(
        "caseload/suggestions/<uuid:public_id>/back/",
        plan_suggesting.take_back,
        name="suggestion_back",
    ),
    path("caseload/load/", own.load, name="load"),
    path("caseload/load/ask/", own.ask_for_debrief, name="ask_for_debrief"),
    path("caseload/load/<int:debrief_id>/back/", own.take_debrief_back, name="take_debrief_back"),
    path("caseload/promises/<int:promise_id>/", member.settle_promise, name="settle_promise"),
    path("hours/", availability.hours, name="hours"),
    path("hours/<int:hours_id>/removal/", availability.fewer_hours, name="fewer_hours"),
    path("hours/rules/", availability.rules, name="rules"),
    path("hours/dates/", availability.dates, name="dates"),
    path("hours/dates/change/", availability.change_date, name="change_date"),
    path("hours/dates/<int:date_id>/removal/", availability.take_date_back, name="take_date_back"),
    path("hours/dates/<int:date_id>/sessions/", bookings.booked_on_date, name="booked_on_date"),
    path("hours/leave/", availability.take_leave, name="take_leave"),
    path("hours/leave/<int:leave_id>/removal/", availability.end_leave, name="end_leave"),
    path("hours/leave/<int:leave_id>/sessions/", bookings.booked_in_leave, name="booked_in_leave"),
    path("people/<slug:slug>/times/", bookings.times, name="times"),
    path("people/<slug:slug>/times/<instant:starts_at>/", bookings.slot, name="slot"),
    path("people/<slug:slug>/times/<instant:starts_at>/keep/", bookings.keep, name="keep"),
    path(
        "people/<slug:slug>/times/<instant:starts_at>/regularly/",
        series.regularly,
        name="regularly",
    ),
    path("people/<slug:slug>/times/<instant:starts_at>/pay/", paying.pay_slot, name="pay_slot"),
    path("people/<slug:slug>/times/<instant:starts_at>/pool/", pooling.pool_slot, name="pool_slot"),
    path("payments/", paying.payments, name="payments"),
    path("payments/hook/", paying.hook, name="payments_hook"),
    path("payments/looked-after/", paying.looked_after, name="payments_looked_after"),
    path("payments/<slug:public_id>/", paying.payment, name="payment"),
    path("people/<slug:slug>/times/wait/", waiting.wait_for, name="wait_for"),
    path("sessions/waits/<slug:public_id>/", waiting.one, name="wait"),
    path("sessions/waits/<slug:public_id>/pass/", waiting.pass_on, name="pass_on"),
    path("sessions/waits/<slug:public_id>/leave/", waiting.leave, name="leave_wait"),
    path("sessions/talk/", on_now.talk, name="talk"),
    path("sessions/on/", on_now.on, name="on"),
    path("sessions/", bookings.mine, name="mine"),
    path("sessions/regular/<slug:public_id>/", series.one, name="series"),
    path("sessions/regular/<slug:public_id>/end/", series.end, name="end_series"),
    path("sessions/reminders/", reminders.reminders, name="reminders"),
    path("sessions/calendar/", feed.own, name="own_feed"),
    path("sessions/calendar/off/", feed.off, name="feed_off"),
    path("hard-days/", hard_days.days, name="hard_days"),
    path("hard-days/new/", hard_days.new, name="hard_day_new"),
    path("hard-days/<uuid:public_id>/", hard_days.one, name="hard_day"),
    path("hard-days/<uuid:public_id>/delete/", hard_days.forget, name="hard_day_forget"),
    path("hard-days/<uuid:public_id>/lift/", hard_days.lift, name="hard_day_lift"),
    path("hard-days/<uuid:public_id>/let-go/", hard_days.let_time_go, name="hard_day_let_go"),
    path("hard-days/<uuid:public_id>/not-now/", hard_days.not_now, name="hard_day_not_now"),
    path("hard-days/<uuid:public_id>/<slug:section>/", hard_day.edit, name="hard_day_edit"),
    path("progress/", progress.progress, name="progress"),
    path("progress/graphs/", progress.hiding, name="progress_hiding"),
    path("progress/check-in/", check_in.how_today, name="how_today"),
    path("progress/check-ins/", check_ins.check_ins, name="check_ins"),
    path("progress/check-ins/notes.csv", check_ins.copy, name="check_ins_copy"),
    path("progress/check-ins/delete/", check_ins.forget_all, name="check_ins_forget"),
    path("progress/check-ins/<uuid:public_id>/delete/", check_ins.forget, name="check_in_forget"),
    path("plan/", my_plan.plan, name="plan"),
    path("plan/new/<slug:kind>/", my_plan.new, name="plan_new"),
    path("plan/print/", my_plan.paper, name="plan_paper"),
    path("plan/suggestions/<uuid:public_id>/", my_plan.suggestion, name="plan_suggestion"),
    path("plan/<uuid:public_id>/", plan_item.item, name="plan_item"),
    path("plan/<uuid:public_id>/move/", plan_item.move, name="plan_move"),
    path("plan/<uuid:public_id>/share/", plan_item.share, name="plan_share"),
    path("plan/<uuid:public_id>/back/", plan_item.bring_back, name="plan_back"),
    path("plan/<uuid:public_id>/delete/", plan_item.erase, name="plan_erase"),
    path("place/", paid_place.place, name="place"),
    path("place/answer/", paid_place.take, name="place_take"),
    path("place/answers/", paid_place.count, name="place_count"),
    path("place/leave/", paid_place.leave, name="place_leave"),
    path("wallet/", own_wallet.wallet, name="wallet"),
    path("wallet/lines.csv", own_wallet.lines_file, name="wallet_lines"),
    path("wallet/pool/", own_wallet.pool, name="wallet_pool"),
    path("wallet/gifts/", gifts.gifts, name="gifts"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<slug:public_id>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<slug:public_id>/figures.csv",
        organisations.figures_file,
        name="organisation_figures",
    ),
    path("organisations/<slug:public_id>/codes/", organisations.new_code, name="new_code"),
    path(
        "organisations/<slug:public_id>/codes/<int:code_id>/back/",
        organisations.revoke_code,
        name="revoke_code",
    ),
    path(
        "organisations/<slug:public_id>/about/", organisation_team.about, name="organisation_about"
    ),
    path("organisations/<slug:public_id>/groups/", organisation_team.cohort, name="new_cohort"),
    path("organisations/<slug:public_id>/stewards/", organisation_team.steward, name="new_steward"),
    path(
        "organisations/<slug:public_id>/stewards/<int:steward_id>/end/",
        organisation_team.end_steward,
        name="end_steward",
    ),
    path("organisations/<slug:public_id>/end/", organisation_team.end, name="end_organisation"),
    path("prices/", prices.prices, name="prices"),
    path("what-i-pay/", prices.what_i_pay, name="what_i_pay"),
    path("earnings/", own_earnings.earnings, name="earnings"),
    path("earnings/<int:year>/<int:month>/<slug:form>/", own_earnings.statement, name="statement"),
    path("payouts/", paying_out.payouts, name="payouts"),
    path("payouts/to/<int:specialist_id>/", paying_out.make, name="make_payout"),
    path("payouts/<int:payout_id>/paid/", paying_out.release, name="release_payout"),
    path("payouts/<int:payout_id>/back/", paying_out.withdraw, name="withdraw_payout"),
    path("insurance/", own_plan.insurance, name="insurance"),
    path("insurance/pause/", own_plan.insurance_pause, name="insurance_pause"),
    path("insurance/end/", own_plan.insurance_end, name="insurance_end"),
    path("insurance/paper/", own_plan.insurance_paper, name="insurance_paper"),
    path("billing/", billing.billing, name="billing"),
    path("billing/batches/", billing.new_batch, name="new_batch"),
    path("billing/batches/<int:number>/drop/", billing.drop_batch, name="drop_batch"),
    path("billing/batches/<int:number>/<slug:form>/", billing.take_batch, name="take_batch"),
    path("billing/lines/<int:line_id>/", coverages.correct_line, name="correct_line"),
    path("billing/<uuid:public_id>/", coverages.coverage, name="coverage"),
    path("billing/<uuid:public_id>/notes/", coverages.coverage_note, name="coverage_note"),
    path("billing/<uuid:public_id>/answers/", coverages.coverage_answer, name="coverage_answer"),
    path("passport/", passport.passport, name="passport"),
    path("passport/<uuid:public_id>/", passport.kept_passport, name="kept_passport"),
    path("notes/", own_notes.notes, name="own_notes"),
    path("notes/new/", own_note.new, name="own_note_new"),
    path("notes/who-reads/", own_notes.who_reads, name="own_notes_who_reads"),
    path("notes/notes.txt", own_notes.copy, {"form": "text"}, name="own_notes_text"),
    path("notes/notes.json", own_notes.copy, {"form": "json"}, name="own_notes_json"),
    path("notes/delete/", own_notes.forget_all, name="own_notes_forget"),
    path("notes/<uuid:public_id>/", own_note.one, name="own_note"),
    path("notes/<uuid:public_id>/delete/", own_note.forget, name="own_note_forget"),
    path("measures/", measures.measures, name="measures"),
    path("measures/<slug:key>/", measures.measure, name="measure"),
    path("measures/taken/<uuid:public_id>/", measures.measure_run, name="measure_run"),
    path("measures/taken/<uuid:public_id>/delete/", measures.measure_forget, name="measure_forget"),
    path(
        "measures/taken/<uuid:public_id>/download/",
        measures.measure_download,
        name="measure_download",
    ),
    path("calendar/<str:secret>/appointments.ics", feed.feed, name="feed"),
    path("sessions/before-and-after/", heaviness.over_time, name="over_time"),
    path("sessions/notes/", notes_read.my_notes, name="my_notes"),
    path("sessions/notes/<slug:public_id>/", notes_read.my_note, name="my_note"),
    path("sessions/hand-overs/<slug:public_id>/", handing.my_hand_over, name="my_hand_over"),
    path("sessions/<slug:public_id>/", bookings.one, name="one"),
    path("sessions/<slug:public_id>/heavy/", own.heavy, name="heavy"),
    path("sessions/<slug:public_id>/worried/", worried.worried, name="worried"),
    path("sessions/<slug:public_id>/minutes/", times.session_times, name="session_times"),
    path("sessions/<slug:public_id>/note/", notes_written.note, name="note"),
    path("sessions/<slug:public_id>/note/amend/", notes_written.amend_note, name="amend_note"),
    path("supervision/caseloads/", supervising.caseloads, name="caseloads"),
    path(
        "supervision/caseloads/<int:specialist_id>/co-signing/",
        supervising.co_signing,
        name="co_signing",
    ),
    path("supervision/talks/<int:debrief_id>/", supervising.name_time, name="name_time"),
    path("supervision/notes/", co_signing.notes_to_co_sign, name="notes_to_co_sign"),
    path("supervision/notes/<slug:public_id>/", co_signing.note_to_co_sign, name="note_to_co_sign"),
    path("sessions/<slug:public_id>/calendar.ics", bookings.ical, name="calendar"),
    path("sessions/<slug:public_id>/time/answer/", moving.answer, name="answer_move"),
    path("sessions/<slug:public_id>/time/", moving.other_times, name="other_times"),
    path(
        "sessions/<slug:public_id>/time/<instant:starts_at>/",
        moving.change_time,
        name="change_time",
    ),
    path("sessions/<slug:public_id>/cancel/", bookings.cancel, name="cancel"),
    path("sessions/<slug:public_id>/block/", bookings.block, name="block"),
    path("sessions/<slug:public_id>/meeting/", bookings.meeting, name="meeting"),
    path("sessions/<slug:public_id>/words/", words.words_of, name="words_of"),
    path("words/", words.mine, name="words"),
    path("words/hours/", words.message_hours, name="message_hours"),
    path("words/<slug:public_id>/", saying.thread, name="thread"),
    path("words/<slug:public_id>/messages/", words.messages_after, name="words_after"),
    path("words/<slug:public_id>/help/", words.help_now, name="words_help"),
    path("words/<slug:public_id>/seen/", words.seen, name="words_seen"),
    path("words/<slug:public_id>/choices/", words.choices, name="words_choices"),
    path("words/<slug:public_id>/draft/", saying.draft, name="words_draft"),
    path("words/<slug:public_id>/undo/", saying.undo, name="words_undo"),
    path("words/<slug:public_id>/<int:seq>/delete/", words_lines.delete, name="delete_words"),
    path("words/<slug:public_id>/<int:seq>/report/", words_lines.report, name="report_words"),
    path("sessions/<slug:public_id>/card/", cards.card, name="card"),
    path("sessions/<slug:public_id>/card/again/", cards.again, name="card_again"),
    path("sessions/<slug:public_id>/card/read/", cards.read, name="card_read"),
    path("sessions/<slug:public_id>/card/in-room/", cards.in_room, name="card_in_room"),
    path(
        "sessions/<slug:public_id>/heaviness/sharing/",
        heaviness.sharing,
        name="heaviness_sharing",
    ),
    path(
        "sessions/<slug:public_id>/heaviness/<slug:moment>/",
        heaviness.heaviness,
        name="heaviness",
    ),
    path("sessions/<slug:public_id>/check-in/", alliance.check_in, name="check_in"),
    path(
        "sessions/<slug:public_id>/check-in/taken-back/",
        alliance.taken_back,
        name="check_in_taken_back",
    ),
    path("supervision/sessions/", alliance.how_they_go, name="how_they_go"),
    path("supervision/sessions/<int:pk>/", alliance.pattern, name="pattern"),
    path("supervision/sessions/<int:pk>/done/", alliance.done, name="pattern_done"),
    path("sessions/<slug:public_id>/room/", calls.room, name="room"),
]
