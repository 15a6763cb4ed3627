import assert from "node:assert/strict";
import test from "node:test";

import { Alone, CallState, Line, timeWords } from "./call-state.js";

const nobody = { other: "", way: "", parted: "", paused: false, theirs: false };
const sam = { ...nobody, other: "seat-of-sam", way: "voice" };

function room(way = "voice") {
  const state = new CallState("Sam");
  state.way = way;
  return state;
}

test("alone one is told so, and in which way the other one went", () => {
  const state = room();
  state.stand(nobody);
  assert.equal(state.phase, "alone");
  assert.match(state.words(), /not here yet/);
  state.stand({ ...nobody, parted: "left" });
  assert.equal(state.words(), "Sam left. You can stay or close.");
  state.stand({ ...nobody, parted: "lost" });
  assert.match(state.words(), /line is away/);
});

test("a call is there when both are, and neither chose text", () => {
  const state = room();
  assert.deepEqual([...state.stand(sam)], ["met"]);
  assert.equal(state.isCall, true);
  state.stand({ ...sam, way: "text" });
  assert.equal(state.isCall, false);
  assert.equal(state.phase, "text");
  state.way = "text";
  state.stand(sam);
  assert.equal(state.isCall, false);
});

test("the same page after a lost line goes on; another page is met anew", () => {
  const state = room();
  state.stand(sam);
  assert.deepEqual([...state.stand(sam)], []);
  assert.deepEqual([...state.stand({ ...sam, other: "another-seat" })], ["gone", "met"]);
});

test("a call goes on while only the server has lost the other page", () => {
  const state = room();
  state.stand(sam);
  const lost = { ...nobody, parted: "lost" };
  assert.deepEqual([...state.stand(lost)], []);
  assert.equal(state.isCall, true);
  assert.match(state.words("on"), /connected/);
  assert.match(state.words("weak"), /Sam’s line is away/);
  assert.deepEqual([...state.stand(sam)], []);
  assert.equal(state.away, false);
  state.stand(lost);
  assert.deepEqual([...state.stand({ ...nobody, parted: "left" })], ["gone"]);
  state.stand(sam);
  state.stand(lost);
  state.giveUp();
  assert.equal(state.phase, "alone");
});

test("by text a lost line is said at once", () => {
  const state = room("text");
  state.stand(sam);
  assert.deepEqual([...state.stand({ ...nobody, parted: "lost" })], ["gone"]);
});

test("in a pause nothing may be sent, whoever asked for it", () => {
  const state = room();
  state.stand(sam);
  assert.equal(state.maySend, true);
  assert.deepEqual([...state.stand({ ...sam, theirs: true })], ["paused"]);
  assert.equal(state.maySend, false);
  assert.match(state.words(), /^Paused. Take your time. Sam/);
  assert.deepEqual([...state.stand({ ...sam, theirs: true, paused: true })], []);
  assert.deepEqual([...state.stand({ ...sam, paused: true })], []);
  assert.equal(state.maySend, false);
  assert.deepEqual([...state.stand(sam)], ["resumed"]);
  assert.equal(state.maySend, true);
});

test("a pause holds while the other one is away", () => {
  const state = room();
  state.stand({ ...nobody, paused: true });
  assert.equal(state.phase, "paused");
});

test("what is on is said of both, and nothing of it in a pause", () => {
  const state = room();
  state.stand(sam);
  state.their = { mic: true, camera: false };
  assert.equal(state.mediaWords({ mic: false, camera: false }), "Sam’s microphone is on. Sam cannot hear you.");
  assert.equal(state.mediaWords({ mic: true, camera: true }), "Sam’s microphone is on. Sam can hear you and see you.");
  state.stand({ ...sam, paused: true });
  assert.equal(state.mediaWords({ mic: true, camera: true }), "");
});

test("somebody new has nothing on until they say so", () => {
  const state = room();
  state.stand(sam);
  state.their = { mic: true, camera: true };
  state.stand({ ...sam, other: "another-seat" });
  assert.deepEqual(state.their, { mic: false, camera: false });
});

test("a quiet line looks for a new way after two and a half seconds", () => {
  const line = new Line();
  assert.equal(line.tick(0), null);
  line.begin(1000);
  assert.equal(line.state, "connecting");
  assert.equal(line.heard(1500), true);
  assert.equal(line.state, "on");
  assert.equal(line.heard(1600), false);
  assert.equal(line.tick(4099), null);
  assert.equal(line.tick(4100), "restart");
  assert.equal(line.tick(4200), null);
  assert.equal(line.state, "weak");
  assert.equal(line.heard(4300), true);
  assert.equal(line.state, "on");
});

test("when the browser says that the way is gone, nobody waits", () => {
  const line = new Line();
  line.begin(0);
  line.heard(5000);
  line.broke(5100);
  assert.equal(line.tick(5100), "restart");
});

test("a try that comes to nothing is followed by a beginning anew, and text is offered", () => {
  const line = new Line();
  line.begin(0);
  line.heard(1);
  assert.equal(line.tick(2501), "restart");
  assert.equal(line.tick(7501), "anew");
  assert.equal(line.isHopeless, false);
  assert.equal(line.tick(14_501), "restart");
  assert.equal(line.isHopeless, true);
  line.heard(15_000);
  assert.equal(line.isHopeless, false);
});

test("a first try that comes to nothing is tried again as well", () => {
  const line = new Line();
  line.begin(1);
  assert.equal(line.tick(4000), null);
  assert.equal(line.tick(4001), "restart");
});

test("whose words are shown as text is told so while there is a call", () => {
  const state = room();
  state.stand({ ...sam, captioned: true });
  assert.equal(state.captionWords, "Captions are on for Sam: your words show there as text. They stay on Sam’s device and are not kept.");
  state.stand({ ...sam, way: "text", captioned: true });
  assert.equal(state.captionWords, "");
  state.stand(sam);
  assert.equal(state.captionWords, "");
});

const MINUTE = 60_000;

test("more time can be wished in the last five minutes, while both are there, and once", () => {
  const state = room();
  state.stand(sam);
  assert.equal(state.mayWantMore(5 * MINUTE + 1), false);
  assert.equal(state.mayWantMore(5 * MINUTE), true);
  assert.equal(state.mayWantMore(0), false);
  state.stand({ ...sam, paused: true });
  assert.equal(state.mayWantMore(MINUTE), false);
  state.stand({ ...nobody, parted: "left" });
  assert.equal(state.mayWantMore(MINUTE), false);
  state.stand({ ...sam, extra: 5 });
  assert.equal(state.mayWantMore(MINUTE), false);
});

test("who alone would like more time is told that nobody sees it", () => {
  const state = room();
  state.stand(sam);
  assert.equal(state.moreWords, "");
  state.stand({ ...sam, more: true });
  assert.match(state.moreWords, /^Only you see this. If Sam ticks it too/);
  state.stand({ ...sam, extra: 5 });
  assert.equal(state.moreWords, "You both wanted five more minutes. They are yours.");
});

test("three minutes after the start the other one is late, not sooner for who came early", () => {
  const alone = new Alone(), state = room();
  state.stand(nobody);
  alone.begin(0, -2 * MINUTE);
  assert.equal(alone.isLate(state, 5 * MINUTE), false);
  assert.equal(alone.isLate(state, 5 * MINUTE + 1), true);
  state.stand({ ...nobody, paused: true });
  assert.equal(alone.isLate(state, 6 * MINUTE), false);
});

test("a page that is loaded again after a while knows at once that nobody came", () => {
  const alone = new Alone(), state = room();
  state.stand(nobody);
  alone.begin(0, 10 * MINUTE);
  assert.equal(alone.isLate(state, 1), true);
  state.stand(sam);
  assert.equal(alone.isLate(state, 1), false);
});

test("who was there before is not said to be late by a page that is loaded again", () => {
  const alone = new Alone(), state = room();
  state.stand({ ...nobody, parted: "lost" });
  alone.begin(0, 10 * MINUTE);
  assert.equal(alone.isLate(state, 3 * MINUTE), false);
  assert.equal(alone.isLate(state, 3 * MINUTE + 1), true);
  alone.changed(4 * MINUTE);
  assert.equal(alone.isLate(state, 7 * MINUTE), false);
});

test("a line that came back offers text no more, and one that stays weak offers it again", () => {
  const line = new Line();
  line.begin(0);
  line.heard(1);
  for (const at of [2501, 7501, 14_501]) line.tick(at);
  assert.deepEqual([line.state, line.isHopeless], ["weak", true]);
  line.heard(15_000);
  assert.deepEqual([line.state, line.isHopeless], ["on", false]);
  for (const at of [17_500, 22_500, 29_500]) line.tick(at);
  assert.equal(line.isHopeless, true);
});

test("time is told in few and round words", () => {
  assert.equal(timeWords(29 * 60_000), "About 30 minutes left");
  assert.equal(timeWords(21 * 60_000), "About 20 minutes left");
  assert.equal(timeWords(8 * 60_000), "About 10 minutes left");
  assert.equal(timeWords(4 * 60_000), "About five minutes left");
  assert.equal(timeWords(70_000), "About one minute left");
  assert.match(timeWords(-1), /no hurry/);
});
