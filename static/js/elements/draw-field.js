// <draw-field>: a sheet in a form, to draw on with a finger, a pen or a mouse. What is drawn lies in
// a hidden field as numbers. Without this script it says so, and the words beside it are enough.
import { Sheet, HIGH, WIDE, placed, wayOf } from "../models/drawing.js";

const SVG = "http://www.w3.org/2000/svg";
const FULL = "The sheet is full. Take a line back, or leave it as it is.";
const NOTHING = "There is nothing on the sheet.";
const SURE = "Press again to clear all";

export class DrawField extends HTMLElement {
  #sheet = new Sheet(); #chosen = {}; #now = null; #wants = false;

  connectedCallback() {
    this.#input = this.querySelector("input[type=hidden]");
    this.#paper = this.querySelector("[data-paper]");
    this.#clear = this.querySelector("[data-clear]");
    this.#clearWords = this.#clear.textContent;
    this.#sheet = Sheet.from(this.#input.value);
    this.querySelector("[data-without]").hidden = true;
    this.querySelector("[data-part]").hidden = false;
    for (const kind of ["ink", "pen"]) this.#offer(kind, [...this.querySelectorAll(`[data-${kind}]`)]);
    this.querySelector("[data-undo]").addEventListener("click", () => this.#undo());
    this.#clear.addEventListener("click", () => this.#clearAll());
    this.#clear.addEventListener("blur", () => this.#doubt());
    this.#paper.addEventListener("pointerdown", (event) => this.#begin(event));
    this.#paper.addEventListener("pointermove", (event) => this.#go(event));
    this.#paper.addEventListener("pointerup", (event) => this.#end(event));
    // The browser took the fingers over, to make the page larger: that was no line.
    this.#paper.addEventListener("pointercancel", (event) => { if (event.pointerId === this.#now?.id) this.#drop(); });
    this.#draw();
  }

  #input; #paper; #clear; #clearWords;

  /** One of several buttons is pressed in; the first one to begin with. */
  #offer(kind, buttons) {
    const choose = (chosen) => {
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === chosen));
      this.#chosen[kind] = chosen;
      this.#doubt();
    };
    for (const each of buttons) each.addEventListener("click", () => choose(each));
    choose(buttons.find((each) => each.hasAttribute("data-first")) ?? buttons[0]);
  }

  #begin(event) {
    this.#doubt();
    if (this.#now) { this.#drop(); return; } // a second finger: the page is made larger, or it was a palm
    if (!event.isPrimary || event.button !== 0) return;
    if (this.#sheet.isFull) { this.#say(FULL); return; }
    this.#paper.setPointerCapture(event.pointerId);
    const { ink: { dataset: { ink } }, pen: { dataset: { pen, wide } } } = this.#chosen;
    this.#now = { id: event.pointerId, ink, pen, points: [this.#place(event)], path: this.#path(ink, wide) };
    this.#follow();
  }

  #go(event) {
    if (event.pointerId !== this.#now?.id) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const each of between.length ? between : [event]) {
      const [x, y] = this.#place(each), [lastX, lastY] = this.#now.points.at(-1);
      if (x !== lastX || y !== lastY) this.#now.points.push([x, y]);
    }
    this.#follow();
  }

  #end(event) {
    if (event.pointerId !== this.#now?.id) return;
    const done = this.#now;
    this.#drop();
    this.#say(this.#sheet.add(done) ? "" : FULL);
    this.#draw();
  }

  #drop() {
    this.#now?.path.remove();
    this.#now = null;
  }

  #undo() {
    this.#doubt();
    this.#say(this.#sheet.undo() ? "Taken back." : NOTHING);
    this.#draw();
  }

  #clearAll() {
    if (this.#sheet.isEmpty) { this.#say(NOTHING); return; }
    if (!this.#wants) {
      this.#wants = true;
      this.#clear.textContent = SURE;
      this.#say(`${SURE}. Anything else keeps it.`);
      return;
    }
    this.#doubt();
    this.#sheet.clear();
    this.#say("The sheet is empty. “Take back” brings all of it back.");
    this.#draw();
  }

  /** Whatever else is pressed: nobody wants to clear the sheet any more. */
  #doubt() {
    this.#wants = false;
    this.#clear.textContent = this.#clearWords;
  }

  #draw() {
    const wide = (pen) => this.querySelector(`[data-pen="${pen}"]`)?.dataset.wide;
    this.#lines.replaceChildren();
    for (const { ink, pen, at } of this.#sheet.strokes) this.#path(ink, wide(pen)).setAttribute("d", wayOf(at));
    this.#input.value = this.#sheet.text;
    const count = this.#sheet.strokes.length;
    this.#paper.setAttribute("aria-label", `Your drawing: ${count || "no"} ${count === 1 ? "line" : "lines"}`);
  }

  #follow() { this.#now.path.setAttribute("d", wayOf(this.#now.points.flat())); }

  #path(ink, wide) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", ink);
    path.setAttribute("stroke-width", wide);
    this.#lines.append(path);
    return path;
  }

  #place({ clientX, clientY }) {
    const { left, top, width, height } = this.#paper.getBoundingClientRect();
    return placed(((clientX - left) * WIDE) / width, ((clientY - top) * HIGH) / height);
  }

  get #lines() { return this.#paper.querySelector("g"); }

  #say(words) { this.querySelector("[data-line]").textContent = words; }
}

customElements.define("draw-field", DrawField);
