// <queue-live data-rows="…" data-socket="…">: keeps the moderators' list fresh.
//
// The socket only says that something happened; the list itself is fetched as HTML, now and
// every 30 seconds in any case. Rows that did not change are left alone, so that an open cover
// and the focus stay where they are. Without this script the list is as fresh as the page.
import { announce } from "../app.js";

const POLL = 30_000; // milliseconds
const FIRST_RETRY = 1_000;
const LAST_RETRY = 30_000;
const NOW = 3; // from this level on a person is needed now

export class QueueLive extends HTMLElement {
  #socket = null;
  #retry = FIRST_RETRY;
  #timers = { poll: 0, retry: 0 };
  #fetching = false;
  #again = false;

  connectedCallback() {
    this.#timers.poll = setInterval(() => this.#refresh(), POLL);
    this.addEventListener("toggle", this.#uncover, true);
    this.addEventListener("focusin", this.#inSight);
    this.#connect();
  }

  disconnectedCallback() {
    clearInterval(this.#timers.poll);
    clearTimeout(this.#timers.retry);
    this.removeEventListener("toggle", this.#uncover, true);
    this.removeEventListener("focusin", this.#inSight);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #connect() {
    const address = new URL(this.dataset.socket, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#retry = FIRST_RETRY;
      this.#say("This list is live.");
      this.#refresh(); // what happened while we were away
    });
    socket.addEventListener("message", () => this.#refresh());
    socket.addEventListener("close", () => {
      if (this.#socket !== socket) return;
      this.#say("Reconnecting. Meanwhile the list is fetched every 30 seconds.");
      this.#timers.retry = setTimeout(() => this.#connect(), this.#retry * (0.5 + Math.random()));
      this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
    });
  }

  async #refresh() {
    if (this.#fetching) { this.#again = true; return; }
    this.#fetching = true;
    try {
      const answer = await fetch(this.dataset.rows, { redirect: "manual" });
      if (answer.ok) this.#show(await answer.text());
      else if (answer.type === "opaqueredirect") this.#say("You are signed out. Sign in to see the list.");
      else this.#say("The list could not be fetched. It is tried again soon.");
    } catch {
      this.#say("The list could not be fetched. It is tried again soon.");
    } finally {
      this.#fetching = false;
      if (this.#again) { this.#again = false; this.#refresh(); }
    }
  }

  #show(html) {
    const region = this.querySelector("[data-region]");
    const fresh = document.createElement("div");
    fresh.innerHTML = html;
    const before = this.#rows(region);
    const news = [...this.#rows(fresh).values()].filter((row) => this.#isNew(row, before));
    const focus = this.#focus(region);
    for (const row of this.#rows(fresh).values()) {
      const old = before.get(row.id);
      if (old?.dataset.version === row.dataset.version) {
        old.querySelector("[data-part=times]").replaceWith(row.querySelector("[data-part=times]"));
        row.replaceWith(old);
      }
    }
    region.replaceChildren(...fresh.childNodes);
    this.#giveBack(focus);
    if (before.size || news.length) this.#tell(news);
  }

  #rows(inside) {
    return new Map([...inside.querySelectorAll(".queue-row")].map((row) => [row.id, row]));
  }

  #isNew(row, before) {
    const old = before.get(row.id);
    const grew = (what) => Number(old.dataset[what]) < Number(row.dataset[what]);
    return !old || grew("level") || grew("more");
  }

  #tell(news) {
    if (!news.length) return;
    for (const row of news) row.classList.add("is-new");
    const urgent = news.some((row) => Number(row.dataset.level) >= NOW);
    announce(urgent ? "A new flag: respond now" : "A new flag");
  }

  // Which control of which row has the focus, so that it can be found in the new rows.
  #focus(region) {
    const control = document.activeElement;
    if (control?.closest(".queue-levels")) return { level: control.getAttribute("href") };
    const row = region.contains(control) ? control.closest(".queue-row") : null;
    return row && { row: row.id, at: this.#controls(row).indexOf(control) };
  }

  #giveBack(focus) {
    if (focus?.level) {
      this.querySelector(`.queue-levels a[href="${focus.level}"]`)?.focus();
      return;
    }
    const row = focus && document.getElementById(focus.row);
    if (!row) return;
    const controls = this.#controls(row);
    controls[0].tabIndex = -1; // its heading, on which the keys stand
    controls[Math.min(focus.at, controls.length - 1)]?.focus({ preventScroll: true });
  }

  // A browser leaves what is half in sight where it is, also when the focus goes there.
  #inSight = ({ target }) => {
    if (target.closest(".queue-levels")) target.scrollIntoView({ block: "nearest", inline: "center" });
  };

  #controls(row) {
    return [...row.querySelectorAll("h2, a[href], button, summary")];
  }

  #uncover = async (event) => {
    const cover = event.target;
    if (!cover.open || !cover.dataset.words || cover.dataset.read) return;
    cover.dataset.read = "yes";
    const answer = await fetch(cover.dataset.words, { redirect: "manual" }).catch(() => null);
    if (answer?.ok) cover.querySelector("[data-first-words]").textContent = await answer.text();
    else delete cover.dataset.read;
  };

  #say(words) {
    const line = this.querySelector("[data-link]");
    if (line.textContent !== words) line.textContent = words;
  }
}

customElements.define("queue-live", QueueLive);
