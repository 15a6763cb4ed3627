// <card-live data-src="…" data-number="…" data-read="…">: shows what a member would like, as it is now.
//
// Asks every 5 seconds while the page is in sight. A change is put in its place and said; what stands
// around it is not touched. Without this script the next page shows it.
import { announce } from "../app.js";

const POLL = 5_000; // milliseconds

export class CardLive extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.#timer = setInterval(() => this.#look(), POLL);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  async #look() {
    if (document.hidden) return;
    const answer = await fetch(this.dataset.src, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return; // away or signed out: the next round, or the next page, says so
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("card-live");
    if (!fresh || this.#knows(fresh)) return;
    const changed = fresh.dataset.number !== this.dataset.number;
    Object.assign(this.dataset, fresh.dataset);
    this.querySelector("section").replaceWith(fresh.querySelector("section"));
    if (changed) announce("What is wished for this session has changed.");
  }

  #knows({ dataset }) {
    return dataset.number === this.dataset.number && dataset.read === this.dataset.read;
  }
}

if (!customElements.get("card-live")) customElements.define("card-live", CardLive);
