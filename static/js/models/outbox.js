// What was written and is not known to be stored. Each message keeps its own id, so sending it
// again is harmless. States: sending, stored (not seen in the room yet), failed (the line was
// down), refused (its author decides).
export class Outbox {
  #messages = new Map();

  /** Keeps words under an id; gives the message. */
  add(id, body) {
    const message = { id, body, state: "sending", tries: 0 };
    this.#messages.set(id, message);
    return message;
  }

  /** The message with this id, or undefined. */
  get(id) { return this.#messages.get(id); }

  /** The server has it: forgets the message and gives it. */
  settle(id) {
    const message = this.#messages.get(id);
    this.#messages.delete(id);
    return message;
  }

  /** Our own words came back from the room before the answer did: the oldest that match. */
  match(body) {
    for (const message of this.#messages.values()) {
      if (message.body.trim() === body) return message;
    }
    return undefined;
  }

  /** Could not be sent: by the line, or because the room did not take it. */
  fail(id, { refused = false } = {}) {
    const message = this.#messages.get(id);
    if (message) message.state = refused ? "refused" : "failed";
    return message;
  }

  /** On its way again. */
  retry(id) {
    const message = this.#messages.get(id);
    if (message) { message.state = "sending"; message.tries += 1; }
    return message;
  }

  /** On their way, oldest first. */
  sending() { return [...this.#messages.values()].filter(({ state }) => state === "sending"); }

  /** Not known to be stored, oldest first. */
  unsent() { return [...this.#messages.values()].filter(({ state }) => state !== "stored"); }

  /** What goes once more when the line is up: nothing that the room did not take. */
  again() {
    return [...this.#messages.values()].filter(({ state }) => state === "sending" || state === "failed");
  }
}
