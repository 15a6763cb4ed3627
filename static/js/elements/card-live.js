// <card-live data-src="…" data-number="…" data-read="…">: shows what a member would like, as it is now.
//
// A change is put in its place and said; what stands around it is not touched.
import { known, LivePart } from "./live-part.js";

export class CardLive extends LivePart {
  static onlyInSight = true;

  get source() { return this.dataset.src; }

  take(page) {
    const fresh = page.querySelector("card-live");
    if (!fresh || this.#knows(fresh)) return "";
    const changed = fresh.dataset.number !== this.dataset.number;
    Object.assign(this.dataset, fresh.dataset);
    this.querySelector("section").replaceWith(fresh.querySelector("section"));
    return changed ? "What is wished for this session has changed." : "";
  }

  #knows({ dataset }) {
    return dataset.number === this.dataset.number && dataset.read === this.dataset.read;
  }
}

known("card-live", CardLive);
