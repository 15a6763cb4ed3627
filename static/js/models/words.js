// What a page of two people's messages knows of its lines, without a page: where "Seen" stands.

/** The last of one's own `places` up to `seen`, the place that the other one has seen; 0: none. */
export function seenMark(places, seen) {
  return places.reduce((last, place) => (place <= seen && place > last ? place : last), 0);
}

/** Up to where the other one has seen. A frame can overtake an answer that was asked for before it. */
export class SeenTo {
  #meanwhile = 0;

  asks() { this.#meanwhile = 0; }

  hears(place) { this.#meanwhile = place; return place; }

  answered(place) { return Math.max(place, this.#meanwhile); }
}

/** What to do with `events` for whoever has everything up to `last`, in order.
 *
 * `line` is the place of the line that an event shows; one with a place of its own after that
 * changes a line that was there before. Without `html` the line goes, or never comes.
 */
export function steps(events, last) {
  const found = [];
  for (const event of events) {
    const isKnown = event.line <= last;
    // A line that came in the same answer is drawn as it is now: its change says nothing more.
    if (!isKnown && event.line !== event.seq) continue;
    if (event.html === null) { if (isKnown) found.push({ do: "remove", event }); } else found.push({ do: isKnown ? "change" : "add", event });
  }
  return found;
}
