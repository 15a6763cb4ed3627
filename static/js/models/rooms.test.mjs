import assert from "node:assert/strict";
import test from "node:test";

import { delay } from "./backoff.js";
import { Herald } from "./herald.js";
import { Outbox } from "./outbox.js";
import { clock, cover, cutAtWall, day, dayKey, goneWords, here, isYoung, jumpWords, quoted } from "./room-words.js";
import { Timeline } from "./timeline.js";

const said = (...places) => places.map((seq) => ({ seq }));
const places = (events) => events.map((event) => event.seq);

test("waiting doubles from half a second to thirty, never twice the same", () => {
  assert.equal(delay(0, () => 1), 500);
  assert.equal(delay(1, () => 1), 1000);
  assert.equal(delay(2, () => 0), 1000);
  assert.equal(delay(9, () => 1), 30_000);
  assert.equal(delay(5000, () => 0), 15_000);
});

test("messages are shown once and in order", () => {
  const timeline = new Timeline(4);
  assert.deepEqual(places(timeline.take(said(5, 6))), [5, 6]);
  assert.deepEqual(places(timeline.take(said(6, 5, 4))), []);
  assert.equal(timeline.isBehind(6), false);
});

test("what comes after a hole waits until the hole is filled", () => {
  const timeline = new Timeline(1);
  assert.deepEqual(places(timeline.take(said(4, 3))), []);
  assert.equal(timeline.isBehind(), true);
  assert.deepEqual(places(timeline.take(said(2, 3))), [2, 3, 4]);
  assert.equal(timeline.isBehind(), false);
});

test("a heartbeat with a later place means catching up", () => {
  assert.equal(new Timeline(7).isBehind(8), true);
  assert.equal(new Timeline(8).isBehind(8), false);
});

test("a message stays in the outbox until the server has it", () => {
  const outbox = new Outbox();
  outbox.add("a", "first");
  outbox.add("b", "second ");
  assert.equal(outbox.fail("a").state, "failed");
  assert.equal(outbox.retry("a").state, "sending");
  assert.equal(outbox.match("second").id, "b");
  assert.equal(outbox.settle("a").body, "first");
  assert.equal(outbox.settle("a"), undefined);
  assert.deepEqual(outbox.sending().map((each) => each.id), ["b"]);
});

test("when the line is up, nothing goes again that the room did not take", () => {
  const outbox = new Outbox();
  for (const id of ["on its way", "line down", "refused", "stored"]) outbox.add(id, id);
  outbox.fail("line down");
  outbox.fail("refused", { refused: true });
  outbox.get("stored").state = "stored";
  assert.deepEqual(outbox.again().map((each) => each.id), ["on its way", "line down"]);
  assert.deepEqual(outbox.sending().map((each) => each.id), ["on its way"]);
  assert.equal(outbox.fail("nobody"), undefined);
});

test("one sentence every two seconds; what comes faster is counted", () => {
  const herald = new Herald();
  assert.deepEqual(herald.hear("Blue Heron", "Hello", 0), { say: "Blue Heron: Hello", wait: null });
  assert.deepEqual(herald.hear("Blue Heron", "Are you there?", 500), { say: null, wait: 1500 });
  assert.deepEqual(herald.hear("Quiet Fern", "Yes", 900), { say: null, wait: null });
  assert.equal(herald.speak(2000), "2 new messages");
  assert.equal(herald.speak(4000), null);
  assert.equal(herald.hear("Quiet Fern", "x".repeat(500), 9000).say.length, 213);
});

test("times are on the reader's clock", () => {
  assert.equal(clock("2026-11-23T15:02Z", "America/New_York"), "10:02 am");
  assert.equal(clock("2026-11-23T00:00Z", "UTC"), "12:00 am");
  assert.equal(dayKey("2026-11-24T02:00Z", "America/New_York"), "2026-11-23");
  assert.equal(day("2026-11-24T02:00Z", "America/New_York"), "Monday 23 November");
});

test("people are counted roughly", () => {
  assert.equal(here(0), "Few people here");
  assert.equal(here(15), "About 15 people here");
});

test("new messages below are told in words", () => {
  assert.equal(jumpWords(0), "Jump to newest");
  assert.equal(jumpWords(1), "One new message: jump to newest");
  assert.equal(jumpWords(4), "4 new messages: jump to newest");
});

test("words are covered for a reason, the reader's own never", () => {
  const mentions = "grief, alcohol";
  assert.equal(cover({}), null);
  assert.equal(cover({ own: true, quieted: true, hidden: true, mentions }), null);
  assert.deepEqual(cover({ mentions }), { why: "This mentions: grief, alcohol.", opens: "Read" });
  assert.deepEqual(cover({ hidden: true, mentions }), { why: "You chose not to meet this now: grief, alcohol.", opens: "Read" });
  assert.deepEqual(cover({ quieted: true, hidden: true, mentions }), { why: "You muted this person here.", opens: "Show" });
});

test("a quotation shows the beginning, and nothing that is covered or gone", () => {
  const said = (body, notes = [], gone = "") => quoted({ body, notes, gone });
  assert.equal(said("Kettle is on."), "Kettle is on.");
  assert.equal(said("The ward", ["medical"]), "");
  assert.equal(said("", [], "deleted"), "");
  assert.equal(said(`${"x".repeat(139)} yz`), `${"x".repeat(139)}…`);
});

test("what is gone says so, and more to its author", () => {
  assert.equal(goneWords("deleted", true), "This message was deleted.");
  assert.equal(goneWords("hidden", false), "This message was hidden.");
  assert.equal(goneWords("withdrawn", false), "This message was taken back.");
  assert.match(goneWords("hidden", true), /^Others do not see this message of yours/);
});

test("words can be changed for fifteen minutes", () => {
  const said = "2026-11-24T12:00Z";
  assert.equal(isYoung(said, Date.parse("2026-11-24T12:14:59Z")), true);
  assert.equal(isYoung(said, Date.parse("2026-11-24T12:15:00Z")), false);
});

test("what is not known to be stored is kept when the page goes", () => {
  const outbox = new Outbox();
  for (const id of ["on its way", "refused", "stored"]) outbox.add(id, id);
  outbox.fail("refused", { refused: true });
  outbox.get("stored").state = "stored";
  assert.deepEqual(outbox.unsent().map((each) => each.body), ["on its way", "refused"]);
});

test("a page of the wall can be opened from a message, and nothing else", () => {
  const page = `/wall/${"0a".repeat(16)}/`;
  assert.deepEqual(cutAtWall(`Look: ${page} please`), ["Look: ", page, " please"]);
  for (const other of ["/wall/", "/wall/mine/", "https://elsewhere.example/", ""]) {
    assert.deepEqual(cutAtWall(other), [other]);
  }
});
