// <room-stream>: makes a room live over the page that the server drew. Without it the form posts
// and a link looks for new messages.
import { announce } from "../app.js";
import { Herald } from "../models/herald.js";
import { Outbox } from "../models/outbox.js";
import { here } from "../models/room-words.js";
import { Timeline } from "../models/timeline.js";
import { RoomLog } from "./room-log.js";
import { RoomSocket } from "./room-socket.js";

const PATIENCE = 8000; // milliseconds for an answer before a message goes by the other way
const LONGEST = 2000; // characters

class RoomStream extends HTMLElement {
  #timeline; #outbox = new Outbox(); #herald = new Herald(); #log; #socket; #older;
  #catching = null; #again = false;

  connectedCallback() {
    const { me, zone, last, older, socket } = this.dataset;
    this.#timeline = new Timeline(Number(last));
    this.#older = older ? Number(older) : null;
    this.#log = new RoomLog(this, { me, zone });
    this.#log.avatar = this.dataset.avatar;
    this.#log.isHost = this.hasAttribute("data-host");
    this.#part("refresh")?.parentElement.remove();
    this.#log.toEnd();
    this.#bind();
    this.#socket = new RoomSocket(socket, {
      onUp: () => this.#up(),
      onDown: () => this.#banner("Reconnecting. What you write is kept."),
      onFrame: (frame) => this.#heard(frame),
      onEnd: () => this.#ended(),
    });
    this.#socket.open();
  }

  disconnectedCallback() { this.#socket?.end(); }

  #part(name) { return this.querySelector(`[data-${name}]`); }

  #bind() {
    const form = this.#part("composer");
    const field = form.querySelector("textarea");
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#write(form, field); });
    field.addEventListener("input", () => this.#grow(field));
    field.addEventListener("keydown", (event) => {
      // On a touch keyboard there is no Shift+Enter: there, Enter is a new line.
      const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
      if (!plain || matchMedia("(pointer: coarse)").matches) return;
      event.preventDefault();
      form.requestSubmit();
    });
    this.#part("earlier")?.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      this.#readEarlier();
    });
    this.#part("jump").addEventListener("click", () => this.#jump());
    this.#log.scroller.addEventListener("scroll", () => {
      if (this.#log.isNearEnd) this.#part("jump").hidden = true;
    }, { passive: true });
    addEventListener("online", () => this.#socket.hurry());
    // A bigger keyboard or a turned phone must not hide the end.
    new ResizeObserver(() => { if (!this.#reading) this.#log.toEnd(); }).observe(this.#log.scroller);
  }

  get #reading() { return !this.#part("jump").hidden; }

  // ---- messages from the room

  #heard(frame) {
    if (frame.t === "news") this.#show(frame.events, { live: true });
    else if (frame.t === "hb") this.#beat(frame);
    else if (frame.t === "said") this.#stored(frame.client_id, frame);
    else if (frame.t === "error") this.#refused(frame);
  }

  #beat({ seq, here: count }) {
    this.#part("here").textContent = here(count);
    if (this.#timeline.isBehind(seq)) this.#catchUp();
  }

  #show(events, { live = false } = {}) {
    const wasNear = this.#log.isNearEnd;
    const fresh = this.#timeline.take(events);
    if (this.#timeline.isBehind() && live) this.#catchUp();
    if (fresh.length === 0) return;
    for (const event of fresh) {
      if (event.mask !== this.dataset.me) { this.#tell(event); continue; }
      // Our own words came back: what we drew before the answer goes.
      const ours = this.#outbox.match(event.body);
      if (ours) { this.#outbox.settle(ours.id); this.#log.remove(ours.id); }
      for (const held of this.querySelectorAll('.msg[data-state="held"]')) {
        if (held.querySelector("p.keep-lines").textContent === event.body) held.remove();
      }
    }
    this.#log.add(fresh);
    if (wasNear) {
      const first = this.#log.trim();
      if (first) { this.#older = first; this.#offerEarlier(); }
      this.#log.toEnd();
    } else {
      this.#part("jump").hidden = false;
    }
  }

  #tell({ name, body }) {
    const { say, wait } = this.#herald.hear(name, body, performance.now());
    if (say) announce(say);
    if (wait === null) return;
    setTimeout(() => {
      const words = this.#herald.speak(performance.now());
      if (words) announce(words);
    }, wait);
  }

  async #catchUp() {
    if (this.#catching) { this.#again = true; return; }
    this.#catching = this.#fetchNews();
    await this.#catching;
    this.#catching = null;
    if (this.#again) { this.#again = false; this.#catchUp(); }
  }

  async #fetchNews() {
    try {
      for (let more = true; more;) {
        const answer = await this.#read(`?after=${this.#timeline.last}`);
        this.#show(answer.events);
        more = answer.more;
      }
    } catch { /* the next heartbeat asks again */ }
  }

  async #readEarlier() {
    if (!this.#older) return;
    try {
      const { events, more } = await this.#read(`?before=${this.#older}`);
      if (events.length) this.#log.addEarlier(events);
      this.#older = more ? events[0].seq : null;
      this.#offerEarlier();
      announce(events.length ? `${events.length} earlier messages` : "That is where it began");
    } catch { location.search = `?before=${this.#older}`; }
  }

  #offerEarlier() {
    const place = this.#part("earlier");
    if (place) place.hidden = !this.#older;
  }

  async #read(query) {
    const answer = await fetch(this.dataset.messages + query, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  #jump() {
    this.#log.toEnd();
    this.#part("jump").hidden = true;
    this.#log.scroller.focus();
  }

  // ---- our own words

  #write(form, field) {
    const body = field.value.trim();
    this.#complain("");
    if (!body) { this.#complain("Write something first."); field.focus(); return; }
    if (body.length > LONGEST) {
      this.#complain("That is longer than one message can be (2,000 characters). Send it in two parts.");
      return;
    }
    const message = this.#outbox.add(crypto.randomUUID(), body);
    this.#log.addPending(message, new Date().toISOString());
    field.value = "";
    this.#grow(field);
    this.#log.toEnd();
    this.#send(message);
    field.focus();
  }

  #send(message) {
    this.#log.setState(message.id, "sending");
    const sent = this.#socket.send({ t: "say", body: message.body, client_id: message.id });
    if (sent) setTimeout(() => this.#outbox.get(message.id)?.state === "sending" && this.#post(message), PATIENCE);
    else this.#post(message);
  }

  /** The other way: the same form that works without this script. */
  async #post(message) {
    const form = this.#part("composer");
    const words = new FormData(form);
    words.set("body", message.body);
    words.set("client_id", message.id);
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: words, headers: { Accept: "application/json" }, redirect: "error",
      });
      const said = await answer.json();
      if (answer.ok) this.#stored(message.id, said);
      else {
        if (said.help) this.#showHelp();
        this.#failed(message.id, said.message);
      }
    } catch { this.#failed(message.id); }
  }

  #stored(id, { seq, help }) {
    if (help) this.#showHelp();
    const message = this.#outbox.settle(id);
    if (!message) return;
    if (seq === null) {
      this.#log.setState(id, "held", this.#note("Thank you for writing this. Others see it once a person from our team has read it and lets it out."));
    } else if (seq <= this.#timeline.last) {
      this.#log.remove(id); // it is drawn at its place already
    } else {
      this.#outbox.add(id, message.body); // goes when the room sends it back
      this.#outbox.get(id).state = "stored";
      this.#log.setState(id, "stored");
    }
  }

  #refused({ code, message, client_id: id }) {
    const words = code === "slow_down" && !message ? "That was a lot at once. Wait a few seconds." : message;
    for (const each of this.#outbox.unsent()) {
      if (each.state === "sending" && (!id || id === each.id)) this.#failed(each.id, words);
    }
  }

  #failed(id, words = "") {
    if (this.#outbox.get(id)?.state === "stored" || !this.#outbox.fail(id)) return;
    const note = this.#note(words ? `${words} ` : "Not sent. ");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "msg-again";
    button.textContent = "Try again";
    button.addEventListener("click", () => this.#send(this.#outbox.retry(id)));
    note.append(button);
    this.#log.setState(id, "failed", note);
    announce("Not sent. You can try again.");
  }

  #note(words) {
    const note = document.createElement("p");
    note.className = "msg-note";
    note.textContent = words;
    return note;
  }

  #complain(words) {
    const place = this.#part("errors");
    place.textContent = words;
    if (words) announce(words);
  }

  async #showHelp() {
    const place = this.#part("help-place");
    try {
      const answer = await fetch(this.dataset.help);
      if (!answer.ok) throw new Error(String(answer.status));
      place.innerHTML = await answer.text(); // a piece of our own pages
    } catch {
      place.innerHTML = '<p class="callout" data-tone="now"><a href="/now/">Help right now</a></p>';
    }
    announce("Thank you for saying that. Help is shown above the message field.");
    if (!this.#reading) this.#log.toEnd();
  }

  #grow(field) {
    field.rows = 1;
    while (field.scrollHeight > field.clientHeight + 1 && field.rows < 6) field.rows += 1;
  }

  // ---- the line

  #up() {
    this.#banner("");
    for (const message of this.#outbox.unsent()) {
      if (message.state === "stored") continue;
      this.#send(this.#outbox.retry(message.id));
    }
  }

  #ended() { this.#banner("This room is not open to you any more. What you see here is what was said."); }

  #banner(words) {
    const banner = this.#part("banner");
    if (banner.textContent === words) return;
    banner.textContent = words;
    banner.hidden = !words;
  }
}

customElements.define("room-stream", RoomStream);
