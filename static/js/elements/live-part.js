// A part of a page that keeps itself up to date: fetches a page now and then, and shows what changed
// in it. Without scripts a link on the page does the same. Others say what is fetched and taken.
import { announce } from "../app.js";

export class LivePart extends HTMLElement {
  static every = 5_000; // milliseconds
  static onlyInSight = false; // a page that nobody looks at asks nothing

  #timer = 0;

  /** Whether there is anything to wait for. */
  get waits() { return true; }

  /** What is fetched. */
  get source() { return location.pathname; }

  /** Puts what changed in its place; gives what is said about it, "" for nothing. */
  take() { return ""; }

  /** The page leads elsewhere now. */
  ledAway() {}

  connectedCallback() { if (this.waits) this.#timer = setInterval(() => this.look(), this.constructor.every); }

  disconnectedCallback() { this.rest(); }

  /** Asks no more. */
  rest() { clearInterval(this.#timer); }

  async look() {
    if (this.constructor.onlyInSight && document.hidden) return;
    const answer = await fetch(this.source, { redirect: "manual" }).catch(() => null);
    if (answer?.type === "opaqueredirect") { this.ledAway(); return; }
    if (!answer?.ok) return; // away or signed out: the next round, or the next page, says so
    const words = this.take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    if (words) announce(words);
  }
}

/** Makes an element known, once: a part of a page may load its module again. */
export function known(name, element) {
  if (!customElements.get(name)) customElements.define(name, element);
}
