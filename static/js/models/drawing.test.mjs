import assert from "node:assert/strict";
import test from "node:test";

import { HIGH, POINTS, STROKES, Sheet, WIDE, placed, simplified, wayOf } from "./drawing.js";

const line = (points) => ({ ink: "sky", pen: "thin", points });
const zigzag = (count) => Array.from({ length: count }, (_, n) => [n % WIDE, n % 2 ? 0 : HIGH]);

test("a place is two whole numbers on the sheet", () => {
  assert.deepEqual(placed(10.4, 20.6), [10, 21]);
  assert.deepEqual(placed(-5, 9999), [0, HIGH]);
});

test("a line keeps its ends and its corners, and nothing that lies on the way", () => {
  assert.deepEqual(simplified([[0, 0], [5, 1], [10, 0], [10, 5], [10, 10]]), [0, 0, 10, 0, 10, 10]);
  assert.deepEqual(simplified([[7, 7]]), [7, 7]);
  assert.deepEqual(simplified([[0, 0], [50, 50], [0, 0]]), [0, 0, 50, 50, 0, 0]);
});

test("a point alone is a dot", () => {
  assert.equal(wayOf([3, 4]), "M3 4L3 4");
  assert.equal(wayOf([3, 4, 5, 6, 7, 8]), "M3 4L5 6 7 8");
});

test("what a form sent before is on the sheet again, and what is none leaves it empty", () => {
  const sheet = new Sheet();
  assert.equal(sheet.text, "");
  sheet.add(line([[1, 2], [30, 40]]));
  assert.equal(sheet.text, '[{"ink":"sky","pen":"thin","at":[1,2,30,40]}]');
  assert.equal(Sheet.from(sheet.text).text, sheet.text);
  for (const bad of ["", "{", "null", "[7]", "[null]", '[{"at":[]}]']) assert.ok(Sheet.from(bad).isEmpty, bad);
});

test("the last line is taken back, and so is clearing until somebody draws again", () => {
  const sheet = new Sheet();
  for (const n of [1, 2]) sheet.add(line([[n, n]]));
  sheet.clear();
  assert.ok(sheet.isEmpty);
  assert.ok(sheet.undo());
  assert.equal(sheet.strokes.length, 2);
  assert.ok(sheet.undo());
  assert.deepEqual(sheet.strokes.map(({ at }) => at), [[1, 1]]);
  sheet.clear();
  sheet.add(line([[9, 9]]));
  assert.ok(sheet.undo());
  assert.ok(!sheet.undo());
});

test("a full sheet takes no more, and what would be too much is drawn simpler", () => {
  const many = new Sheet();
  for (let n = 0; n < STROKES; n += 1) assert.ok(many.add(line([[1, 1]])));
  assert.ok(many.isFull);
  assert.ok(!many.add(line([[1, 1]])));

  const long = new Sheet();
  assert.ok(long.add(line(zigzag(POINTS - 10))));
  assert.ok(long.add(line(Array.from({ length: 500 }, (_, n) => [n, Math.round(9 * Math.sin(n / 2))]))));
  const count = long.strokes.reduce((sum, { at }) => sum + at.length / 2, 0);
  assert.ok(count <= POINTS, String(count));
});
