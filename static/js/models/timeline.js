// Which messages are new, in which order. The server numbers them without a gap, so a hole means
// that something is still on its way; what comes after it waits.
export class Timeline {
  #waiting = new Map();

  constructor(last) { this.last = last; }

  /** Takes events in any order; gives those that can be shown now, each once, in order. */
  take(events) {
    for (const event of events) {
      if (event.seq > this.last) this.#waiting.set(event.seq, event);
    }
    const fresh = [];
    while (this.#waiting.has(this.last + 1)) {
      this.last += 1;
      fresh.push(this.#waiting.get(this.last));
      this.#waiting.delete(this.last);
    }
    return fresh;
  }

  /** Whether something before what we have, or before `seq`, is missing. */
  isBehind(seq = 0) { return this.#waiting.size > 0 || seq > this.last; }
}
