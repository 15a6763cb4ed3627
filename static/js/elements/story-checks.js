// <story-checks data-url="…" data-form="…">: what we notice, while somebody writes.
//
// Sends the words of the form a moment after the last key, keeps nothing, and shows the answer.
// Without this script "Check my words" does the same.
import { announce } from "../app.js";

const REST = 900; // milliseconds after the last key

export class StoryChecks extends HTMLElement {
  #timer = 0;
  #asked = 0;
  #form = null;
  #onInput = (event) => {
    if (event.target.name !== "words") return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), REST);
  };

  connectedCallback() {
    this.#form = document.getElementById(this.dataset.form);
    this.#form?.addEventListener("input", this.#onInput);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#form?.removeEventListener("input", this.#onInput);
  }

  async #look() {
    const asked = ++this.#asked;
    const body = new FormData(this.#form);
    const answer = await fetch(this.dataset.url, { method: "POST", body, redirect: "manual" }).catch(() => null);
    // Away or signed out: the button says so. A newer question: its answer counts.
    if (!answer?.ok || asked !== this.#asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (asked !== this.#asked) return;
    const before = this.#count(this);
    this.querySelector("[data-region]").replaceChildren(...page.body.childNodes);
    const found = this.#count(this);
    if (found !== before) announce(found === 1 ? "We noticed one thing" : `We noticed ${found} things`);
  }

  #count(where) {
    return Number(where.querySelector("[data-findings]")?.dataset.findings ?? 0);
  }
}

customElements.define("story-checks", StoryChecks);
