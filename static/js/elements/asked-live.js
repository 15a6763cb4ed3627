// <asked-live data-state="…">: says by itself when somebody came.
//
// Shows what changed on the page it stands on. Without this script "Look again" does the same. It
// stops when there is nothing more to wait for.
import { known, LivePart } from "./live-part.js";

const WAITING = new Set(["waiting", "with somebody"]);

export class AskedLive extends LivePart {
  static every = 15_000;

  get waits() { return WAITING.has(this.dataset.state); }

  get source() { return location.href; }

  take(page) {
    const fresh = page.querySelector("asked-live");
    if (!fresh || fresh.dataset.state === this.dataset.state) return "";
    this.dataset.state = fresh.dataset.state;
    this.querySelector("[data-region]").replaceWith(fresh.querySelector("[data-region]"));
    if (!this.waits) this.rest();
    return this.querySelector(".callout-title")?.textContent ?? "";
  }
}

known("asked-live", AskedLive);
