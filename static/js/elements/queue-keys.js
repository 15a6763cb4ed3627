// <queue-keys data-where="list|case">: single keys for those who want them. Everything that a key
// does is a control on the page as well; in a field, or together with Ctrl, a key is only a key.
import { announce } from "../app.js";

const STORE = "queue-keys"; // "off" where somebody switched them off

export class QueueKeys extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.#switch.checked = this.#on;
    this.#switch.addEventListener("change", this.#keep);
    this.querySelector("[data-show]").addEventListener("click", this.#show);
    document.addEventListener("keydown", this.#press);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#press);
  }

  get #switch() { return this.querySelector("[data-switch]"); }

  get #dialog() { return this.querySelector("dialog"); }

  get #on() {
    try { return localStorage.getItem(STORE) !== "off"; } catch { return true; }
  }

  #keep = () => {
    try { localStorage.setItem(STORE, this.#switch.checked ? "on" : "off"); } catch { /* this page only */ }
    announce(this.#switch.checked ? "Single keys are on" : "Single keys are off");
  };

  #show = () => this.#dialog.showModal();

  #press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!this.#switch.checked || this.#dialog.open) return;
    // The focus can be in the sheet for a moment after it was closed.
    const field = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
    if (field && !this.#dialog.contains(field)) return;
    const does = { j: () => this.#move(1), k: () => this.#move(-1), c: this.#take, e: this.#open, "?": this.#show };
    if (!Object.hasOwn(does, event.key)) return;
    event.preventDefault();
    does[event.key]();
  };

  get #places() {
    const places = this.dataset.where === "list" ? ".queue-row" : ".case > section";
    return [...document.querySelectorAll(places)];
  }

  get #current() {
    return this.#places.find((place) => place.contains(document.activeElement));
  }

  #move(step) {
    const all = this.#places;
    const at = all.indexOf(this.#current);
    const next = at < 0 ? all.at(step > 0 ? 0 : -1) : all[at + step];
    if (!next) return;
    const target = next.querySelector("h2");
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  #take = () => {
    const inside = this.dataset.where === "list" ? this.#current : document;
    const form = inside?.querySelector("form[data-take]");
    if (form) form.requestSubmit(form.querySelector("button"));
    else announce("There is nothing to take here");
  };

  #open = () => {
    const list = this.dataset.where === "list";
    const link = list ? this.#current?.querySelector("[data-open]") : document.querySelector("[data-write]");
    if (link) link.click();
  };
}

customElements.define("queue-keys", QueueKeys);
