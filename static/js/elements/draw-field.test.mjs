// The sheet on a stand-in for a page: a table of what `querySelector` finds.
import assert from "node:assert/strict";
import test from "node:test";

Object.assign(globalThis, {
  HTMLElement: class {},
  customElements: { define() {} },
  document: { createElementNS: () => node() },
});

const { DrawField } = await import("./draw-field.js");

function node(more = {}) {
  const heard = {};
  const made = {
    dataset: {}, attributes: {}, children: [], hidden: false, textContent: "",
    addEventListener: (kind, then) => { heard[kind] = then; },
    hear: (kind, event = {}) => heard[kind](event),
    setAttribute: (name, value) => { made.attributes[name] = value; },
    hasAttribute: (name) => name in made.attributes,
    append: (child) => { made.children.push(child); child.remove = () => made.children.splice(made.children.indexOf(child), 1); },
    replaceChildren: () => { made.children = []; },
    setPointerCapture() {},
    ...more,
  };
  return made;
}

function field(value = "") {
  const lines = node();
  const paper = node({ querySelector: () => lines, getBoundingClientRect: () => ({ left: 10, top: 20, width: 320, height: 240 }) });
  const ink = ["ink", "sky"].map((name) => node({ dataset: { ink: name } }));
  const pen = [["thin", "4"], ["thick", "22"]].map(([name, wide]) => node({ dataset: { pen: name, wide } }));
  const found = {
    "input[type=hidden]": node({ value }), "[data-paper]": paper, "[data-line]": node(), "[data-undo]": node(),
    "[data-clear]": node({ textContent: "Clear the sheet" }), "[data-without]": node(), "[data-part]": node({ hidden: true }),
    '[data-pen="thin"]': pen[0], '[data-pen="thick"]': pen[1],
  };
  const all = { "[data-ink]": ink, "[data-pen]": pen };
  const made = Object.assign(new DrawField(), { querySelector: (selector) => found[selector], querySelectorAll: (selector) => all[selector] });
  made.connectedCallback();
  const at = (clientX, clientY, pointerId = 1) => ({ pointerId, clientX, clientY, isPrimary: pointerId === 1, button: 0 });
  const draw = (...places) => {
    paper.hear("pointerdown", at(...places[0]));
    for (const each of places.slice(1)) paper.hear("pointermove", at(...each));
    paper.hear("pointerup", at(...places.at(-1)));
  };
  return { found, lines, paper, ink, pen, at, draw, sent: () => found["input[type=hidden]"].value, said: () => found["[data-line]"].textContent };
}

test("what is drawn lies in the hidden field, in the chosen ink and pen", () => {
  const { found, lines, paper, ink, pen, draw, sent } = field();
  assert.deepEqual([found["[data-part]"].hidden, found["[data-without]"].hidden], [false, true]);
  ink[1].hear("click");
  pen[1].hear("click");
  draw([10, 20], [170, 140]);
  assert.equal(sent(), '[{"ink":"sky","pen":"thick","at":[0,0,320,240]}]');
  assert.deepEqual(ink.map((each) => each.attributes["aria-pressed"]), ["false", "true"]);
  assert.deepEqual(lines.children.map((each) => each.attributes), [{ class: "sky", "stroke-width": "22", d: "M0 0L320 240" }]);
  assert.equal(paper.attributes["aria-label"], "Your drawing: 1 line");
});

test("after an error of the form the drawing is still there", () => {
  const before = '[{"ink":"ink","pen":"thin","at":[1,2,30,40]}]';
  const { lines, sent } = field(before);
  assert.equal(sent(), before);
  assert.equal(lines.children[0].attributes.d, "M1 2L30 40");
});

test("the sheet is cleared by a second press, not where something else was pressed between", () => {
  const { found, draw, sent, said } = field();
  const clear = found["[data-clear]"], undo = found["[data-undo]"];
  draw([20, 30]);
  const one = sent();
  clear.hear("click");
  assert.deepEqual([sent(), clear.textContent, said()], [one, "Press again to clear all", "Press again to clear all. Anything else keeps it."]);
  clear.hear("blur");
  clear.hear("click");
  draw([60, 70]);
  clear.hear("click");
  assert.notEqual(sent(), "");
  clear.hear("click");
  assert.deepEqual([sent(), clear.textContent], ["", "Clear the sheet"]);
  undo.hear("click");
  undo.hear("click");
  assert.equal(sent(), one);
  undo.hear("click");
  undo.hear("click");
  assert.deepEqual([sent(), said()], ["", "There is nothing on the sheet."]);
});

test("two fingers and what the browser takes over are no line", () => {
  const { lines, paper, at, sent } = field();
  paper.hear("pointerdown", at(20, 30));
  paper.hear("pointerdown", at(90, 90, 2));
  paper.hear("pointermove", at(50, 60));
  paper.hear("pointerup", at(50, 60));
  paper.hear("pointerdown", at(20, 30));
  paper.hear("pointercancel", at(20, 30));
  assert.deepEqual([sent(), lines.children], ["", []]);
});
