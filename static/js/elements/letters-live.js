// <letters-live>: shows by itself what a friend wrote. Without this script "Look for something new"
// does the same. Nobody is told that the page is open, and a page out of sight asks nothing.
import { known, LivePart } from "./live-part.js";

export class LettersLive extends LivePart {
  static every = 15_000;
  static onlyInSight = true;

  get #region() { return this.querySelector("[data-region]"); }

  take(page) {
    const fresh = page.querySelector("letters-live [data-region]");
    if (!fresh || fresh.textContent === this.#region.textContent) return "";
    const there = this.#theirs(this.#region);
    this.#region.replaceWith(fresh);
    return this.#theirs(fresh) > there ? "Something new is here." : "";
  }

  /** How many messages of the other one stand there. */
  #theirs(region) { return region.querySelectorAll(".msg:not(.mine)").length; }
}

known("letters-live", LettersLive);
