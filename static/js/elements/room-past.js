// What was said before this page, and while the line was down.
import { announce } from "../app.js";

export class Past {
  #catching = null;
  #again = false;
  #older;

  /** `older`: the place before which there is more; `show` takes what is new. */
  constructor(root, { older, log, timeline, server, show }) {
    this.place = root.querySelector("[data-earlier]");
    this.#older = older;
    Object.assign(this, { log, timeline, server, show });
    this.place.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      this.#earlier();
    });
  }

  /** Asks for all that came after what is known; once at a time. */
  async catchUp() {
    if (this.#catching) { this.#again = true; return; }
    this.#catching = this.#news();
    await this.#catching;
    this.#catching = null;
    if (this.#again) { this.#again = false; this.catchUp(); }
  }

  /** The page begins later than before. */
  beginAt(seq) {
    this.#older = seq;
    this.place.hidden = false;
  }

  async #news() {
    try {
      for (let more = true; more;) {
        const answer = await this.server.messages(`after=${this.timeline.last}`);
        this.show(answer.events);
        more = answer.more;
      }
    } catch { /* the next heartbeat asks again */ }
  }

  async #earlier() {
    try {
      const { events, older, mine } = await this.server.messages(`before=${this.#older}`);
      if (events.length) this.log.addEarlier(events, mine);
      this.#older = older;
      announce(events.length ? `${events.length} earlier messages` : "That is where it began");
      if (older) return;
      const had = this.place.contains(document.activeElement);
      this.place.hidden = true;
      if (had) this.log.scroller.focus();
    } catch { location.search = `?before=${this.#older}`; }
  }
}
