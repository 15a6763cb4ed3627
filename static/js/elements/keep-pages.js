// <keep-pages data-pages data-worker data-scope>: keeps a page in this browser, by a press, and takes
// it away again by one. Without this script, or where a browser cannot do it, the page says so.
import { announce } from "../app.js";
import { drop, isKept, keep } from "../models/kept-pages.js";

const CANNOT = "This browser cannot keep pages, or not in a private window. You can save it as a file.";
const NOT = "It is not kept in this browser.";
const KEPT = "It is kept in this browser. Without a network, open this same address.";
const GONE = "It is gone from this browser.";
const FAILED = "It did not work. Nothing was changed. You can try again, or save it as a file.";

export class KeepPages extends HTMLElement {
  async connectedCallback() {
    this.#on("[data-keep]", () => this.#keep());
    this.#on("[data-drop]", () => this.#drop());
    try {
      const kept = await isKept(this.#here);
      this.#show(kept, kept ? KEPT : NOT);
      // What is kept gets the numbers of today, without a word.
      if (kept) await keep(this.#pages, this.#here).catch(() => {});
    } catch {
      this.#say(CANNOT);
    }
  }

  async #keep() {
    try {
      await keep(this.#pages, this.#here);
      await this.#here.serviceWorker.register(this.dataset.worker, { scope: this.dataset.scope });
      this.#show(true, KEPT);
      announce(KEPT);
    } catch {
      await drop(this.dataset.scope, this.#here).catch(() => {});
      this.#show(false, FAILED);
      announce(FAILED);
    }
  }

  async #drop() {
    try {
      await drop(this.dataset.scope, this.#here);
      this.#show(false, GONE);
      announce(GONE);
    } catch {
      this.#say(FAILED);
      announce(FAILED);
    }
  }

  #show(kept, words) {
    const there = this.querySelector("[data-drop]"), away = this.querySelector("[data-keep]");
    there.hidden = !kept;
    away.hidden = kept;
    this.#say(words);
  }

  #say(words) {
    this.querySelector("[data-words]").textContent = words;
  }

  #on(which, then) {
    this.querySelector(which).addEventListener("click", then);
  }

  get #pages() {
    return this.dataset.pages.split(" ");
  }

  /** What this browser has; reading one that it has not is an error, and is said as one. */
  get #here() {
    const { caches, navigator: { serviceWorker } } = globalThis;
    if (!caches || !serviceWorker) throw new Error("cannot");
    return { caches, serviceWorker, fetch: (...given) => fetch(...given) };
  }
}

customElements.define("keep-pages", KeepPages);
