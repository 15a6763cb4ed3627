// <talk-live data-count="3" data-news="…">: asks now and then whether our team wrote something new,
// and shows a link when it did. Asking does not count as having opened it.
import { announce } from "../app.js";

const POLL = 15_000; // milliseconds

export class TalkLive extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.#timer = setInterval(() => this.#ask(), POLL);
    document.addEventListener("visibilitychange", this.#back);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#back);
  }

  #back = () => this.#ask();

  async #ask() {
    if (document.hidden || !this.hidden) return;
    const answer = await fetch(this.dataset.news, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok || Number(await answer.text()) <= Number(this.dataset.count)) return;
    this.hidden = false;
    announce(this.textContent.trim());
  }
}

customElements.define("talk-live", TalkLive);
