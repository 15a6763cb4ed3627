// <room-stream>: makes a room live over the page that the server drew. Without it the forms post
// and a link looks for new messages.
import { announce } from "../app.js";
import { Herald } from "../models/herald.js";
import { Outbox } from "../models/outbox.js";
import { here, standing } from "../models/room-words.js";
import { Timeline } from "../models/timeline.js";
import { Composer } from "./room-composer.js";
import { bindKeys } from "./room-keys.js";
import { RoomLog } from "./room-log.js";
import { Sender } from "./room-sender.js";
import { Sheet } from "./room-sheet.js";
import { RoomSocket } from "./room-socket.js";

const READ = 2000; // milliseconds between two words about how far one has read
const TYPING = 6000; // milliseconds that "somebody is writing" stays
const AWAY = 60_000; // milliseconds out of sight after which the room is looked at anew

const set = (words) => new Set((words ?? "").split(" ").filter(Boolean));

class RoomStream extends HTMLElement {
  #timeline; #herald = new Herald(); #log; #socket; #sender; #composer; #older;
  #catching = null; #again = false; #readTo = 0; #reading = 0; #typing = 0; #hiddenAt = 0; #new = 0;

  connectedCallback() {
    const { me, zone, last, older, socket, room } = this.dataset;
    this.#timeline = new Timeline(Number(last));
    this.#older = older ? Number(older) : null;
    const kinds = new Map([...this.querySelectorAll("[data-kind]")].map((each) => [each.dataset.kind, each.textContent.trim() === "♡Heart" ? "♡" : each.textContent.trim()]));
    this.#log = new RoomLog(this, { me, zone, room, kinds, quieted: set(this.dataset.quieted), hide: set(this.dataset.hide) });
    this.#log.avatar = this.dataset.avatar;
    this.#log.isHost = this.hasAttribute("data-host");
    this.#part("refresh")?.parentElement.remove();
    this.#composer = new Composer(this, { url: room, on: {
      write: (message) => this.#sender.write(message),
      edit: (change) => this.#edit(change),
      typing: () => this.dataset.typing === "on" && this.#socket.send({ t: "typing" }),
      lastOwn: () => this.#lastOwn(),
    } });
    this.#socket = new RoomSocket(socket, {
      onUp: () => { this.#banner(""); this.#sender.sendAgain(); this.#tellRead(); },
      onDown: () => this.#banner("Reconnecting. What you write is kept."),
      onFrame: (frame) => this.#heard(frame),
      onEnd: () => this.#ended(),
    });
    this.#sender = new Sender(this, {
      log: this.#log, composer: this.#composer, socket: this.#socket, outbox: new Outbox(),
      timeline: this.#timeline, post: (path, words) => this.#post(path, words), showHelp: () => this.#showHelp(),
    });
    const sheet = new Sheet(this, { log: this.#log, composer: this.#composer, post: (path, words) => this.#post(path, words) });
    bindKeys(this, {
      log: this.#log, composer: this.#composer, sheet, search: `${room}search/`,
      jump: () => this.#jump(), lastOwn: () => this.#lastOwn(),
    });
    this.#bind();
    this.#goToStart();
    this.#socket.open();
  }

  disconnectedCallback() { this.#socket?.end(); }

  #part(name) { return this.querySelector(`[data-${name}]`); }

  #bind() {
    this.#part("earlier")?.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      this.#readEarlier();
    });
    this.#part("jump").addEventListener("click", () => this.#jump());
    this.#log.scroller.addEventListener("scroll", () => {
      if (!this.#log.isNearEnd) return;
      this.#part("jump").hidden = true;
      this.#new = 0;
      this.#tellRead();
    }, { passive: true });
    addEventListener("online", () => this.#socket.hurry());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) { this.#hiddenAt = performance.now(); return; }
      if (performance.now() > this.#hiddenAt + AWAY) { this.#socket.hurry(); this.#catchUp(); }
      this.#tellRead();
    });
    // A bigger keyboard or a turned phone must not hide the end.
    new ResizeObserver(() => { if (this.#part("jump").hidden) this.#log.toEnd(); }).observe(this.#log.scroller);
    for (const form of this.querySelectorAll("[data-undo]")) setTimeout(() => form.remove(), 10_000);
  }

  /** Where the reader left off, or at the end. */
  #goToStart() {
    const mark = this.#part("new");
    const linked = location.hash.startsWith("#m-") && document.getElementById(location.hash.slice(1));
    if (linked || mark) (linked || mark).scrollIntoView({ block: linked ? "center" : "start" });
    else this.#log.toEnd();
    if (!this.#log.isNearEnd) this.#part("jump").hidden = false;
  }

  // ---- what the room says

  #heard(frame) {
    if (frame.t === "news") this.#show(frame.events, { live: true });
    else if (frame.t === "hb") this.#beat(frame);
    else if (frame.t === "said") this.#sender.stored(frame.client_id, frame);
    else if (frame.t === "error") this.#sender.refused(frame);
    else if (frame.t === "typing") this.#showTyping();
  }

  #beat({ seq, here: count, state }) {
    this.#part("here").textContent = here(count);
    if (state && state !== this.dataset.state) {
      this.dataset.state = state;
      this.#part("standing").textContent = standing(state);
      announce(standing(state));
    }
    if (this.#timeline.isBehind(seq)) this.#catchUp();
  }

  #show(events, { live = false } = {}) {
    const wasNear = this.#log.isNearEnd;
    const fresh = this.#timeline.take(events);
    if (this.#timeline.isBehind() && live) this.#catchUp();
    let added = 0;
    for (const event of fresh) {
      if (event.change) { this.#log.change(event.change); continue; }
      if (event.mask === this.dataset.me) this.#sender.cameBack(event);
      else { this.#tell(event); added += 1; }
      this.#log.add([event]);
      if (event.mask === this.dataset.me) this.#sender.offerUndo(event.seq);
    }
    if (added) this.#hideTyping();
    if (fresh.length === 0) return;
    if (wasNear) {
      const first = this.#log.trim();
      if (first) { this.#older = first; this.#offerEarlier(); }
      this.#log.toEnd();
      this.#tellRead();
    } else if (added) {
      this.#new += added;
      const jump = this.#part("jump");
      jump.textContent = this.#new === 1 ? "One new message: jump to newest" : `${this.#new} new messages: jump to newest`;
      jump.hidden = false;
    }
  }

  #tell({ name, body, gone, mask, notes, note_words: mentions, reply }) {
    if (gone || this.#log.quieted.has(mask) || notes.some((note) => this.#log.hide.has(note))) return;
    const { spoken } = this.dataset;
    const toMe = reply && this.#log.at(reply.seq)?.classList.contains("mine");
    if (spoken === "none" || (spoken === "replies" && !toMe)) return;
    const { say, wait } = this.#herald.hear(name, notes.length ? `a message that mentions ${mentions}` : body, performance.now());
    if (say) announce(say);
    if (wait === null) return;
    setTimeout(() => {
      const words = this.#herald.speak(performance.now());
      if (words) announce(words);
    }, wait);
  }

  #showTyping() {
    if (this.dataset.typing !== "on") return;
    this.#part("typing-line").textContent = "Somebody is writing…";
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#hideTyping(), TYPING);
  }

  #hideTyping() { this.#part("typing-line").textContent = ""; }

  /** Only what was on a screen that somebody may look at has been read. */
  #tellRead() {
    clearTimeout(this.#reading);
    if (document.hidden || !this.#log.isNearEnd || this.#timeline.last <= this.#readTo) return;
    this.#reading = setTimeout(() => {
      if (this.#socket.send({ t: "read", seq: this.#timeline.last })) this.#readTo = this.#timeline.last;
    }, READ);
  }

  // ---- what was said before, and meanwhile

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
      const { events, older, mine } = await this.#read(`?before=${this.#older}`);
      if (events.length) this.#log.addEarlier(events, mine);
      this.#older = older;
      this.#offerEarlier();
      announce(events.length ? `${events.length} earlier messages` : "That is where it began");
    } catch { location.search = `?before=${this.#older}`; }
  }

  #offerEarlier() {
    const place = this.#part("earlier");
    if (place) place.hidden = !this.#older;
  }

  async #read(query) {
    const answer = await fetch(`${this.dataset.room}messages/${query}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  #jump() {
    this.#log.toEnd();
    this.#part("jump").hidden = true;
    this.#log.scroller.focus();
  }

  // ---- what one does

  /** Sends a form as the page without script would; never throws. */
  async #post(path, words) {
    const form = new FormData();
    form.set("csrfmiddlewaretoken", this.#part("composer").elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries(words)) for (const one of [value].flat()) form.append(name, one);
    try {
      const answer = await fetch(`${this.dataset.room}${path}`, {
        method: "POST", body: form, headers: { Accept: "application/json" }, redirect: "error",
      });
      return { message: "This did not work. Try again.", ...(await answer.json()), ok: answer.ok };
    } catch { return { ok: false, message: "No connection right now. Try again." }; }
  }

  #lastOwn() {
    if (this.#log.list.querySelector("[data-client]")) return null; // the newest is still on its way
    const own = [...this.#log.list.querySelectorAll(".msg.mine[data-seq]")].filter((each) => !each.querySelector(".msg-gone"));
    const last = own.at(-1);
    const words = last?.querySelector("[data-words] > .keep-lines")?.textContent;
    return words && { seq: Number(last.dataset.seq), words, notes: (last.dataset.notes ?? "").split(" ").filter(Boolean) };
  }

  async #edit({ seq, body, notes, anyway = false }) {
    const answer = await this.#post(`m/${seq}/edit/`, { body, notes, ...(anyway ? { anyway: "on" } : {}) });
    if (answer.help) this.#showHelp();
    if (answer.ok) {
      this.#composer.cancel();
      announce("Changed.");
    } else if (answer.code === "nudge") this.#sender.ask(answer.message, () => this.#edit({ seq, body, notes, anyway: true }));
    else this.#composer.complain(answer.message);
  }

  async #showHelp() {
    const place = this.#part("help-place");
    try {
      const answer = await fetch(`${this.dataset.room}help/`);
      if (!answer.ok) throw new Error(String(answer.status));
      place.innerHTML = await answer.text(); // a piece of our own pages
    } catch {
      place.innerHTML = '<p class="callout" data-tone="now"><a href="/now/">Help right now</a></p>';
    }
    announce("Thank you for saying that. Help is shown above the message field.");
    if (this.#part("jump").hidden) this.#log.toEnd();
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
