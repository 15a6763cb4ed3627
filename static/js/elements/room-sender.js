// Our own words on their way: kept until the server has them, sent again, changed, taken back.
import { announce } from "../app.js";
import { wordsOf } from "./room-painter.js";

const PATIENCE = 8000; // milliseconds for an answer before a message goes by the other way
const HELD = "Thank you for writing this. Others see it once a person from our team has read it and lets it out.";

export class Sender {
  #undos = new Map(); // by place: the message, and until when it can be taken back

  constructor(root, { log, composer, socket, outbox, timeline, server }) {
    this.help = root.querySelector("[data-help-place]");
    Object.assign(this, { log, composer, socket, outbox, timeline, server });
  }

  write({ body, reply, notes, quote }) {
    const message = this.outbox.add(crypto.randomUUID(), body);
    Object.assign(message, { reply, notes, quote, anyway: false });
    this.log.addPending(message, new Date().toISOString());
    this.log.toEnd();
    this.#send(message);
  }

  /** Other words for what was said. */
  async edit(change) {
    const { seq, ...words } = change;
    const answer = await this.server.post(`m/${seq}/edit/`, words);
    if (answer.help) await this.showHelp();
    if (answer.ok) {
      this.composer.cancel();
      announce("Changed.");
    } else if (answer.code === "nudge") this.#ask(answer.message, () => this.edit({ ...change, anyway: "on" }));
    else this.composer.complain(answer.message);
  }

  /** What was written and is not known to be stored, as one text. */
  get unsent() { return this.outbox.unsent().map(({ body }) => body).join("\n"); }

  /** The line is up again: what is not known to be stored goes once more. */
  sendAgain() { for (const { id } of this.outbox.again()) this.#send(this.outbox.retry(id)); }

  /** The server has stored it, after the commit. */
  stored(id, { seq, help, undo }) {
    if (help) this.showHelp();
    const message = this.outbox.settle(id);
    if (!message) return;
    this.composer.sent();
    if (seq === null) {
      const note = this.#note(HELD, ["Take it back", () => this.#undo(message)]);
      note.firstElementChild.insertAdjacentHTML("afterend", ' <a href="/now/">If you might be in danger, help is here now.</a>');
      this.log.setState(id, "held", note);
      return;
    }
    this.#undos.set(seq, { message, until: performance.now() + undo * 1000 });
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
      if (wordsOf(held) === event.body) held.remove();
    }
  }

  /** For a few seconds, what was just said can be taken back. */
  offerUndo(seq) {
    const undo = this.#undos.get(seq);
    const item = this.log.at(seq);
    if (!undo || !item || item.querySelector(".msg-note")) return;
    this.#undos.delete(seq);
    const note = this.#note("Sent.", ["Undo", () => this.#undo(undo.message)]);
    this.log.note(item, note);
    announce("Sent. You can undo it for ten seconds.");
    this.endLater(note, undo.until - performance.now());
  }

  /** Takes an offer away when its time is over; who stands on it goes on to the field. */
  endLater(note, wait) {
    setTimeout(() => {
      const had = note.contains(document.activeElement);
      note.remove();
      if (had) this.composer.focus();
    }, Math.max(0, wait));
  }

  /** The room did not take something. */
  refused({ code, message, client_id: id, help }) {
    if (help) this.showHelp();
    const words = code === "slow_down" && !message ? "That was a lot at once. Wait a few seconds." : message;
    for (const each of this.outbox.sending()) {
      // Our own fault is tried again when the line is up; the rest is its author's to decide.
      if (!id || id === each.id) this.#failed(each.id, { message: words, code, refused: code !== "our_fault" });
    }
  }

  /** Help right now, above the field. */
  async showHelp() {
    try {
      this.help.innerHTML = await this.server.help();
    } catch {
      this.help.innerHTML = '<p class="callout" data-tone="now"><a href="/now/">Help right now</a></p>';
    }
    announce("Thank you for saying that. Help is shown above the message field.");
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
    const words = { body, client_id: id, notes, ...(reply && { reply }), ...(anyway && { anyway: "on" }) };
    const answer = await this.server.post("", words);
    if (answer.ok && "seq" in answer) { this.stored(id, answer); return; }
    if (answer.help) this.showHelp();
    this.#failed(id, answer);
  }

  #failed(id, { message: words = "Not sent.", code, refused }) {
    const state = this.outbox.get(id)?.state;
    if (!state || state === "stored") return;
    const message = this.outbox.fail(id, { refused });
    const nudged = code === "nudge";
    const change = ["Change it", () => {
      this.outbox.settle(id);
      this.log.remove(id);
      this.composer.giveBack(message);
    }];
    const again = [nudged ? "Send it anyway" : "Try again", () => {
      message.anyway ||= nudged;
      this.#send(this.outbox.retry(id));
      this.composer.focus();
    }];
    const note = this.#note(words, change, again);
    this.log.setState(id, "failed", note);
    this.log.pending(id).toggleAttribute("data-asked", nudged);
    this.log.toEnd();
    announce(words);
    if (nudged && this.composer.isEmpty) note.querySelector("button").focus();
  }

  /** Asks before changed words go that may tell who somebody is. */
  #ask(words, anyway) {
    this.help.querySelector("[data-asks]")?.remove();
    const box = document.createElement("div");
    box.className = "callout";
    box.dataset.tone = "sky";
    box.dataset.asks = "";
    const done = () => { box.remove(); this.composer.focus(); };
    box.append(this.#note(words, ["Change it", done], ["Send it anyway", () => { done(); anyway(); }]));
    this.help.prepend(box); // help that is there stays
    announce(words);
    box.querySelector("button").focus();
  }

  async #undo({ id, quote }) {
    const answer = await this.server.post("undo/", { client_id: id });
    if (!answer.ok) { this.composer.complain(answer.message); return; }
    this.log.remove(id);
    this.composer.giveBack({ ...answer, quote });
    announce("Taken back. Nobody sees it now. Your words are in the field.");
  }

  #note(words, ...buttons) {
    const note = document.createElement("div");
    note.className = "msg-note";
    const said = document.createElement("span");
    said.textContent = words;
    note.append(said);
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
