// <on-now>: says by itself when it is one's turn.
//
// Shows what changed on the page it stands on. When the page leads elsewhere, to a session that has
// begun, it goes there. Without this script "Refresh" does the same.
import { known, LivePart } from "./live-part.js";

export class OnNow extends LivePart {
  ledAway() { location.reload(); }

  take(page) {
    const fresh = page.querySelector("on-now [data-region]");
    if (!fresh) { this.ledAway(); return ""; }
    const shown = this.querySelector("[data-region]");
    const words = wordsOf(fresh);
    if (wordsOf(shown) === words) return "";
    shown.replaceWith(fresh);
    return words;
  }
}

function wordsOf(region) { return region.querySelector("[data-words]").textContent.trim(); }

known("on-now", OnNow);
