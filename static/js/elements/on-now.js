// <on-now>: says by itself when it is one's turn.
//
// Fetches the page it stands on every 5 seconds and shows what changed. When the page leads
// elsewhere, to a session that has begun, it goes there. Without this script "Refresh" does the same.
import { announce } from "../app.js";

const POLL = 5_000; // milliseconds

export class OnNow extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.#timer = setInterval(() => this.#look(), POLL);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  async #look() {
    const answer = await fetch(location.pathname, { redirect: "manual" }).catch(() => null);
    if (answer?.type === "opaqueredirect") location.reload();
    if (!answer?.ok) return; // away: the next round, or "Refresh", says so
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("on-now [data-region]");
    if (!fresh) {
      location.reload();
      return;
    }
    const shown = this.querySelector("[data-region]");
    const words = fresh.querySelector("[data-words]").textContent.trim();
    if (shown.querySelector("[data-words]").textContent.trim() === words) return;
    shown.replaceWith(fresh);
    announce(words);
  }
}

customElements.define("on-now", OnNow);
