// <words-log>: makes the messages of two people live over what the server drew. Without it the
// forms post and a link looks for something new. Lines come drawn; the socket only says that there
// are some, and what was missed is asked for by place.
import { announce } from "../app.js";
import { delay } from "../models/backoff.js";
import { Herald } from "../models/herald.js";
import { Outbox } from "../models/outbox.js";
import { Timeline } from "../models/timeline.js";
import { SeenTo, seenMark, steps } from "../models/words.js";
import { RoomServer } from "./room-server.js";
import { RoomSocket } from "./room-socket.js";
import { WordsField } from "./words-field.js";

const NEAR = 100; // pixels from the end within which the log follows along
const UNDO = 10_000; // milliseconds in which the page's own offer to take words back stands
const SIGN_IN = 4401;
const SIGNED_OUT = "You are signed out. Sign in again to go on. Your words are still in the field.";
const OVER = "This page is not open to you any more. Load it again to see why.";
const DOWN = "Reconnecting. What you write is kept.";

class WordsLog extends HTMLElement {
  #server; #socket; #field; #timeline;
  #outbox = new Outbox(); #herald = new Herald(); #other = new SeenTo();
  #catching = false; #again = false; #seenTo = 0;

  connectedCallback() {
    const { base, socket, last } = this.dataset;
    this.list = this.#part("lines");
    this.scroller = this.#part("log");
    this.#timeline = new Timeline(Number(last));
    this.#seenTo = Number(last); // the server drew it, and counts that as seen
    const form = this.#part("composer");
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value; // also without a field
    this.#server = new RoomServer(base, token, OVER);
    this.#field = form && new WordsField(this, { url: base, onWrite: (words) => this.#write(words), unsent: () => this.#unsent });
    this.#socket = new RoomSocket(socket, {
      onUp: () => { this.#banner(""); this.#sendAgain(); this.#catchUp(); },
      onDown: () => this.#banner(DOWN),
      onFrame: (frame) => this.#heard(frame),
      onLook: () => {},
      onEnd: (code) => this.#banner(code === SIGN_IN ? SIGNED_OUT : OVER),
    });
    this.#part("refresh")?.remove();
    addEventListener("online", this.#back);
    document.addEventListener("visibilitychange", this.#back);
    this.list.addEventListener("submit", this.#pressed);
    for (const note of this.querySelectorAll("[data-undo]")) this.#endLater(note);
    this.#toEnd();
    this.#socket.open();
  }

  disconnectedCallback() {
    this.#socket?.end();
    removeEventListener("online", this.#back);
    document.removeEventListener("visibilitychange", this.#back);
  }

  #part(name) { return this.querySelector(`[data-${name}]`); }

  #at(seq) { return this.list.querySelector(`[data-line="${Number(seq)}"]`); }

  #pending(id) { return this.list.querySelector(`[data-pending="${CSS.escape(id)}"]`); }

  get #unsent() { return this.#outbox.unsent().map(({ body }) => body).join("\n"); }

  /** Back at the page, or on the net: look at once. */
  #back = () => {
    if (document.hidden) return;
    this.#socket.hurry();
    this.#catchUp();
    this.#tellSeen();
  };

  // ---- what comes

  #heard(frame) {
    if (frame.t === "seen") this.#markSeen(this.#other.hears(frame.seq));
    else if (frame.seq > this.#timeline.last) this.#catchUp();
  }

  /** Asks for all that came after what is known; once at a time. */
  async #catchUp() {
    if (this.#catching) { this.#again = true; return; }
    this.#catching = true;
    try {
      do {
        this.#again = false;
        for (let more = true; more;) {
          const before = this.#timeline.last;
          this.#other.asks();
          const answer = await this.#server.messages(`after=${before}`);
          this.#show(answer.events);
          this.#markSeen(this.#other.answered(answer.seen));
          more = answer.more && this.#timeline.last > before;
        }
      } while (this.#again);
    } catch { /* the next heartbeat asks again */ }
    this.#catching = false;
  }

  #show(events) {
    const last = this.#timeline.last;
    const fresh = this.#timeline.take(events);
    if (!fresh.length) return;
    this.#keepingPlace(() => {
      for (const step of steps(fresh, last)) {
        const { line, html } = step.event;
        if (step.do === "add") this.#add(step.event);
        else if (step.do === "change") this.#at(line)?.replaceWith(drawn(html));
        else this.#at(line)?.remove();
      }
    });
    this.#tellSeen();
  }

  #add(event) {
    this.#part("empty")?.remove();
    if (event.client_id) {
      this.#outbox.settle(event.client_id);
      this.#pending(event.client_id)?.remove();
      this.list.querySelector(`[data-state="held"][data-client="${CSS.escape(event.client_id)}"]`)?.remove();
    }
    const item = drawn(event.html);
    this.#place(item);
    if (event.own) this.#endLater(item.querySelector("[data-undo]"));
    else if (event.words) this.#say(event);
  }

  /** A line goes below those that are there, above those on their way; a new day is said. */
  #place(item) {
    const pending = this.list.querySelector("[data-pending]");
    const days = [...this.list.querySelectorAll("[data-day]")];
    if (days.at(-1)?.dataset.day !== item.dataset.day) {
      const mark = document.createElement("li");
      mark.className = "log-mark";
      mark.textContent = item.dataset.dayWords;
      this.list.insertBefore(mark, pending);
    }
    this.list.insertBefore(item, pending);
  }

  #say({ name, words }) {
    const { say, wait } = this.#herald.hear(name, words, performance.now());
    if (say) announce(say);
    if (wait === null) return;
    setTimeout(() => {
      const later = this.#herald.speak(performance.now());
      if (later) announce(later);
    }, wait);
  }

  /** Only what is on a screen that somebody may look at was seen. */
  #tellSeen() {
    const { last } = this.#timeline;
    if (document.hidden || last <= this.#seenTo) return;
    this.#seenTo = last;
    this.#server.post("seen/", { seq: last }).then(({ ok }) => { if (!ok) this.#seenTo = 0; });
  }

  #markSeen(seen) {
    const marks = [...this.list.querySelectorAll("[data-seen]")];
    const placeOf = (mark) => Number(mark.closest("[data-line]").dataset.line);
    const last = seenMark(marks.map(placeOf), seen);
    for (const mark of marks) mark.hidden = placeOf(mark) !== last;
  }

  // ---- what goes

  #write(body) {
    const message = this.#outbox.add(crypto.randomUUID(), body);
    const item = this.#part("pending").content.firstElementChild.cloneNode(true);
    item.dataset.pending = message.id;
    item.querySelector(".keep-lines").textContent = body;
    this.#part("empty")?.remove();
    this.list.append(item);
    this.#toEnd();
    this.#send(message);
  }

  async #send(message) {
    const { id, body } = message;
    this.#setState(id, "sending");
    const answer = await this.#server.post("", { words: body, client_id: id });
    if (answer.help) this.#showHelp();
    if (!answer.ok || !("seq" in answer)) { this.#failed(message, answer); return; }
    this.#field.sent();
    if (answer.seq === null) {
      this.#outbox.settle(id);
      this.#pending(id)?.replaceWith(drawn(answer.html));
      this.#toEnd();
      return;
    }
    const known = this.#outbox.get(id);
    if (!known) return; // it came back before the answer did
    known.state = "stored";
    this.#setState(id, "stored");
    this.#catchUp();
  }

  /** What is not known to be stored goes once more, under its own id. */
  #sendAgain() {
    for (const { id, state } of this.#outbox.again()) if (state === "failed") this.#send(this.#outbox.retry(id));
  }

  #failed(message, { message: why, refused }) {
    const { id, body } = message;
    this.#outbox.fail(id, { refused });
    const change = ["Change it", () => {
      this.#outbox.settle(id);
      this.#pending(id)?.remove();
      this.#field.giveBack(body);
    }];
    const again = ["Try again", () => { this.#send(this.#outbox.retry(id)); this.#field.focus(); }];
    this.#setState(id, "failed", note(refused ? why : "Not sent yet. It goes when the line is back.", change, again));
    announce(refused ? why : "Not sent yet.");
    if (refused) return;
    setTimeout(() => {
      if (this.#outbox.get(id)?.state === "failed") this.#send(this.#outbox.retry(id));
    }, delay(message.tries + 2));
  }

  #setState(id, state, below) {
    const item = this.#pending(id);
    if (!item) return;
    item.dataset.state = state;
    item.querySelector(".msg-note")?.remove();
    if (below) item.append(below);
    this.#toEnd();
  }

  /** "Undo" and "Take it back" of a line: its words are in the field again. */
  #pressed = async (event) => {
    const form = event.target.closest("[data-undo]");
    if (!form) return;
    event.preventDefault();
    const answer = await this.#server.post("undo/", { client_id: form.elements.client_id.value });
    if (!answer.ok) { this.#field?.complain(answer.message); return; }
    form.closest(".msg").remove();
    this.#field?.giveBack(answer.words);
    announce("Taken back. Nobody sees it now. Your words are in the field.");
  };

  /** Takes an offer away when its time is over; who stands on it goes on to the field. */
  #endLater(offer) {
    if (!offer || offer.closest('[data-state="held"]')) return;
    setTimeout(() => {
      const had = offer.contains(document.activeElement);
      offer.remove();
      if (had) this.#field?.focus();
    }, UNDO);
  }

  async #showHelp() {
    const place = this.#part("help-place");
    try {
      place.innerHTML = await this.#server.help();
    } catch {
      place.innerHTML = '<p class="callout" data-tone="now"><a href="/now/">Help right now</a></p>';
    }
    announce("Thank you for saying that. Help is shown above the message field.");
  }

  // ---- the page

  #banner(words) {
    const banner = this.#part("banner");
    banner.textContent = words;
    banner.hidden = !words;
  }

  #keepingPlace(work) {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const follows = scrollHeight - scrollTop - clientHeight < NEAR;
    work();
    if (follows) this.#toEnd();
  }

  #toEnd() { this.scroller.scrollTop = this.scroller.scrollHeight; }
}

function drawn(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

function note(words, ...buttons) {
  const made = document.createElement("div");
  made.className = "msg-note";
  made.append(words);
  for (const [label, press] of buttons) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "msg-again", textContent: label });
    button.addEventListener("click", press);
    made.append(" ", button);
  }
  return made;
}

customElements.define("words-log", WordsLog);
