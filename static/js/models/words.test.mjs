import assert from "node:assert/strict";
import test from "node:test";

import { SeenTo, seenMark, steps } from "./words.js";

test("seen stands under the last own line that the other has seen", () => {
  assert.equal(seenMark([1, 3, 6], 4), 3);
  assert.equal(seenMark([6, 1, 3], 6), 6);
  assert.equal(seenMark([5], 4), 0);
  assert.equal(seenMark([], 9), 0);
});

const event = (seq, line, html = "<li>") => ({ seq, line, html });
const told = (done) => done.map((step) => [step.do, step.event.line]);

test("new lines are added in order, and lines from before are changed", () => {
  const done = steps([event(4, 4), event(5, 2), event(6, 6)], 3);
  assert.deepEqual(told(done), [["add", 4], ["change", 2], ["add", 6]]);
});

test("a line that was changed while we were away is drawn once, as it is now", () => {
  assert.deepEqual(told(steps([event(4, 4), event(5, 4)], 3)), [["add", 4]]);
});

test("what was taken back before anybody saw it goes from the page, or never comes", () => {
  assert.deepEqual(told(steps([event(4, 4, null), event(5, 2, null), event(6, 4, null)], 3)), [["remove", 2]]);
});

test("what was seen while an answer was on its way counts, and what an answer takes back is taken back", () => {
  const other = new SeenTo();
  other.asks();
  assert.equal(other.hears(7), 7);
  assert.equal(other.answered(0), 7); // asked for before it was seen
  other.asks();
  assert.equal(other.answered(0), 0); // they do not tell it any more
});
