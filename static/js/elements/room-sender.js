// Our own words on their way: kept until the server has them, sent again, taken back.
import { announce } from "../app.js";

const PATIENCE = 8000; // milliseconds for an answer before a message goes by the other way
const HELD = "Thank you for writing this. Others see it once a person from our team has read it and lets it out.";

export class Sender {
  #undos = new Map(); // client id by place, and seconds that are left

  constructor(root, { log, composer, socket, outbox, timeline, post, showHelp }) {
    this.help = root.querySelector("[data-help-place]");
    Object.assign(this, { log, composer, socket, outbox, timeline, post, showHelp });
  }

  write({ body, reply, notes, quote }) {
    const message = this.outbox.add(crypto.randomUUID(), body);
    Object.assign(message, { reply, notes, quote, anyway: false });
    this.log.addPending(message, new Date().toISOString());
    this.log.toEnd();
    this.#send(message);
  }

  /** The line is up again: what is not known to be stored goes once more. */
  sendAgain() {
    for (const message of this.outbox.unsent()) {
      if (message.state === "sending" || message.state === "failed") this.#send(this.outbox.retry(message.id));
    }
  }

  /** The server has stored it, after the commit. */
  stored(id, { seq, help, undo }) {
    if (help) this.showHelp();
    const message = this.outbox.settle(id);
    if (!message) return;
    this.composer.sent();
    if (seq === null) {
      this.log.setState(id, "held", this.#note(HELD, ["Undo", () => this.#undo(id)]));
      return;
    }
    this.#undos.set(seq, { id, until: performance.now() + undo * 1000 });
    if (seq <= this.timeline.last) {
      this.log.remove(id); // it is drawn at its place already
      this.offerUndo(seq);
    } else {
      this.outbox.add(id, message.body).state = "stored"; // goes when the room sends it back
      this.log.setState(id, "stored");
    }
  }

  /** Our own words came back from the room: what we drew before the answer goes. */
  cameBack(event) {
    const ours = this.outbox.match(event.body);
    if (ours) {
      if (ours.state === "stored") this.outbox.settle(ours.id);
      this.log.remove(ours.id);
    }
    for (const held of this.log.list.querySelectorAll('.msg[data-state="held"]')) {
      if (held.querySelector(".keep-lines")?.textContent === event.body) held.remove();
    }
  }

  /** For a few seconds, what was just said can be taken back. */
  offerUndo(seq) {
    const undo = this.#undos.get(seq);
    const item = this.log.at(seq);
    if (!undo || !item || item.querySelector(".msg-note")) return;
    this.#undos.delete(seq);
    const note = this.#note("Sent.", ["Undo", () => this.#undo(undo.id)]);
    item.append(note);
    announce("Sent. You can undo it for ten seconds.");
    setTimeout(() => {
      const had = note.contains(document.activeElement);
      note.remove();
      if (had) this.composer.focus();
    }, Math.max(0, undo.until - performance.now()));
  }

  /** The room did not take something. */
  refused({ code, message, client_id: id }) {
    const words = code === "slow_down" && !message ? "That was a lot at once. Wait a few seconds." : message;
    for (const each of this.outbox.unsent()) {
      if (each.state === "sending" && (!id || id === each.id)) this.#failed(each.id, words, code);
    }
  }

  /** Asks before words go that may tell who somebody is; `anyway` sends them. */
  ask(words, anyway) {
    const box = document.createElement("div");
    box.className = "callout stack";
    box.dataset.tone = "sky";
    box.append(this.#note(words, ["Send it anyway", () => { box.remove(); anyway(); }], ["Leave it as it was", () => { box.remove(); this.composer.focus(); }]));
    this.help.replaceChildren(box);
    announce(words);
  }

  #send(message) {
    this.log.setState(message.id, "sending");
    const { id, body, reply, notes, anyway } = message;
    const sent = this.socket.send({ t: "say", body, client_id: id, reply, notes, anyway });
    if (sent) setTimeout(() => this.outbox.get(id)?.state === "sending" && this.#postIt(message), PATIENCE);
    else this.#postIt(message);
  }

  /** The other way: the same form that works without this script. */
  async #postIt({ id, body, reply, notes, anyway }) {
    const words = { body, client_id: id, notes: notes ?? [], ...(reply ? { reply } : {}), ...(anyway ? { anyway: "on" } : {}) };
    const answer = await this.post("", words);
    if (answer.ok) { this.stored(id, answer); return; }
    if (answer.help) this.showHelp();
    this.#failed(id, answer.message, answer.code);
  }

  #failed(id, words = "", code = "") {
    const state = this.outbox.get(id)?.state;
    if (!state || state === "stored" || !this.outbox.fail(id)) return;
    const message = this.outbox.get(id);
    const back = ["Change it", () => { this.outbox.settle(id); this.log.remove(id); this.composer.giveBack(message.body, message.notes); }];
    const again = code === "nudge"
      ? ["Send it anyway", () => { message.anyway = true; this.#send(this.outbox.retry(id)); }]
      : ["Try again", () => this.#send(this.outbox.retry(id))];
    if (code === "nudge") message.state = "asked"; // waits for its author, not for the line
    const note = this.#note(words || "Not sent.", back, again);
    this.log.setState(id, "failed", note);
    this.log.toEnd();
    announce(words || "Not sent. You can try again.");
    if (code === "nudge") note.querySelector("button").focus();
  }

  async #undo(id) {
    const answer = await this.post("undo/", { client_id: id });
    if (!answer.ok) { this.composer.complain(answer.message); return; }
    this.log.remove(id);
    this.composer.giveBack(answer.body, answer.notes);
    announce("Taken back. Nobody sees it now. Your words are in the field.");
  }

  #note(words, ...buttons) {
    const note = document.createElement("div");
    note.className = "msg-note";
    note.append(words);
    for (const [label, press] of buttons) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "msg-again";
      button.textContent = label;
      button.addEventListener("click", press);
      note.append(" ", button);
    }
    return note;
  }
}
