// What to read out to people who listen: new messages of others, at most one sentence every two
// seconds; what comes faster is counted.
const PAUSE = 2000; // milliseconds
const LONGEST = 200; // characters read out of one message

export class Herald {
  #waiting = [];
  #spokeAt = -Infinity;

  /** Hears of a message. Gives a sentence to say now, or milliseconds to wait, or null. */
  hear(name, body, now) {
    this.#waiting.push(`${name}: ${body.length > LONGEST ? `${body.slice(0, LONGEST)}…` : body}`);
    if (this.#waiting.length > 1) return { say: null, wait: null }; // somebody waits already
    const wait = this.#spokeAt + PAUSE - now;
    return wait > 0 ? { say: null, wait } : { say: this.speak(now), wait: null };
  }

  /** What is to be said by now; null when there is nothing. */
  speak(now) {
    const heard = this.#waiting;
    this.#waiting = [];
    if (heard.length === 0) return null;
    this.#spokeAt = now;
    return heard.length === 1 ? heard[0] : `${heard.length} new messages`;
  }
}
