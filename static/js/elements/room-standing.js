// What the page says about the room itself: who hosts, how slow it is, what a host asked of the
// reader. The server draws it; the heartbeat tells when to ask again.
import { announce } from "../app.js";

const SPREAD = 2000; // milliseconds over which a room full of people asks

export class Standing {
  #look;
  #timer = 0;

  constructor(root, server) {
    Object.assign(this, { root, server });
    this.#look = this.#part("facts").dataset.look;
  }

  /** The heartbeat's mark of how the room stands. */
  look(mark) {
    if (!mark || mark === this.#look) return;
    this.#look = mark;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), Math.random() * SPREAD);
  }

  /** Asks anew, and says what has changed. */
  async refresh() {
    let drawn;
    try {
      drawn = new DOMParser().parseFromString(await this.server.standing(), "text/html");
    } catch { return; } // the next change, or the next page, tells
    const said = [];
    for (const fresh of drawn.querySelectorAll("[data-part]")) {
      const old = this.#part(fresh.dataset.part);
      const before = words(old);
      old.replaceWith(fresh);
      if (words(fresh) !== before) said.push(words(fresh));
    }
    const { look, state } = this.#part("facts").dataset;
    this.#look = look;
    this.root.querySelector("[data-quiet]").hidden = state !== "quiet";
    if (said.length) announce(said.join(" "));
  }

  #part(name) { return this.root.querySelector(`[data-part="${name}"]`); }
}

/** What is read aloud: how many are here is not. */
function words(part) {
  return (part.querySelector("[data-standing]") ?? part).textContent.replace(/\s+/g, " ").trim();
}
