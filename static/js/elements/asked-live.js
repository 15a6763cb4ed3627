// <asked-live data-state="…">: says by itself when somebody came.
//
// Fetches the page it stands on every 15 seconds and shows what changed. Without this script
// "Look again" does the same. It stops when there is nothing more to wait for.
import { announce } from "../app.js";

const POLL = 15_000; // milliseconds
const WAITING = new Set(["waiting", "with somebody"]);

export class AskedLive extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    if (WAITING.has(this.dataset.state)) this.#timer = setInterval(() => this.#look(), POLL);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  async #look() {
    const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok) return; // away or signed out: the next round, or "Look again", says so
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("asked-live");
    if (!fresh || fresh.dataset.state === this.dataset.state) return;
    this.dataset.state = fresh.dataset.state;
    this.querySelector("[data-region]").replaceWith(fresh.querySelector("[data-region]"));
    announce(this.querySelector(".callout-title")?.textContent ?? "");
    if (!WAITING.has(this.dataset.state)) clearInterval(this.#timer);
  }
}

customElements.define("asked-live", AskedLive);
