// <room-stream>: makes a room live over the page that the server drew. Without it the forms post
// and a link looks for new messages. The menu of a message and the keys come when first used.
import { announce } from "../app.js";
import { Herald } from "../models/herald.js";
import { Outbox } from "../models/outbox.js";
import { here, isYoung, jumpWords } from "../models/room-words.js";
import { Timeline } from "../models/timeline.js";
import { Composer } from "./room-composer.js";
import { RoomLog } from "./room-log.js";
import { listed, wordsOf } from "./room-painter.js";
import { Past } from "./room-past.js";
import { Sender } from "./room-sender.js";
import { RoomServer } from "./room-server.js";
import { RoomSocket } from "./room-socket.js";
import { Standing } from "./room-standing.js";

const READ = 2000; // milliseconds between two words about how far one has read
const TYPING = 6000; // milliseconds that "somebody is writing" stays
const AWAY = 60_000; // milliseconds out of sight after which the room is looked at anew
const UNDO = 10_000; // milliseconds in which the page's own offer to take words back stands
const SIGN_IN = 4401;
const SIGNED_OUT = "You are signed out. Sign in again to go on. Your words are still in the field.";
const OVER = "This room is not open to you any more. Load the page again to see why.";
const KEYS = "?jkmrenw/";

class RoomStream extends HTMLElement {
  #timeline; #log; #server; #composer; #socket; #past; #sender; #sheet; #standing;
  #herald = new Herald(); #new = 0; #readTo = 0; #reading = 0; #typing = 0; #hiddenAt = 0;

  connectedCallback() {
    const { me, avatar, zone, last, older, socket, room, quieted, hide } = this.dataset;
    const kinds = new Map([...this.querySelectorAll("[data-kind]")].map((each) => [each.dataset.kind, each.firstElementChild?.textContent ?? each.textContent]));
    this.#timeline = new Timeline(Number(last));
    this.#log = new RoomLog(this, {
      me, avatar, zone, room, kinds, isHost: this.hasAttribute("data-host"),
      quieted: new Set(listed(quieted)), hide: new Set(listed(hide)),
    });
    this.#server = new RoomServer(room, this.#part("composer").elements.csrfmiddlewaretoken.value);
    this.#composer = new Composer(this, { url: room, on: {
      write: (message) => this.#sender.write(message),
      edit: (change) => this.#sender.edit(change),
      typing: () => this.dataset.typing === "on" && this.#socket.send({ t: "typing" }),
      editLast: () => this.#editLast(),
      unsent: () => this.#sender.unsent,
    } });
    this.#standing = new Standing(this, this.#server);
    this.#socket = new RoomSocket(socket, {
      onUp: () => { this.dataset.line = "up"; this.#banner(""); this.#sender.sendAgain(); this.#tellRead(); },
      onDown: () => { this.dataset.line = "down"; this.#banner("Reconnecting. What you write is kept."); },
      onFrame: (frame) => this.#heard(frame),
      onLook: () => this.#standing.refresh(),
      onEnd: (code) => this.#banner(this.#composer.ended = code === SIGN_IN ? SIGNED_OUT : OVER),
    });
    const parts = { log: this.#log, composer: this.#composer, socket: this.#socket, timeline: this.#timeline, server: this.#server };
    this.#past = new Past(this, { ...parts, older: Number(older), show: (events) => this.#show(events) });
    this.#sender = new Sender(this, { ...parts, outbox: new Outbox() });
    this.#bind();
    this.#goToStart();
    this.#socket.open();
  }

  disconnectedCallback() { this.#socket?.end(); }

  #part(name) { return this.querySelector(`[data-${name}]`); }

  #bind() {
    this.#part("refresh").parentElement.remove();
    this.#part("jump").addEventListener("click", () => this.#jump());
    this.#log.scroller.addEventListener("scroll", () => { this.#log.look(); this.#offerJump(); }, { passive: true });
    this.#log.list.addEventListener("click", (event) => this.#press(event));
    addEventListener("keydown", (event) => this.#key(event));
    addEventListener("online", () => this.#socket.hurry());
    addEventListener("pagehide", () => this.#sayRead());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) { this.#hiddenAt = performance.now(); return; }
      if (performance.now() > this.#hiddenAt + AWAY) { this.#socket.hurry(); this.#past.catchUp(); }
      this.#tellRead();
    });
    // A bigger keyboard, a longer draft or a turned phone must not hide the end.
    new ResizeObserver(() => { if (this.#log.follows) this.#log.toEnd(); }).observe(this.#log.scroller);
    for (const form of this.querySelectorAll("[data-undo]")) this.#sender.endLater(form, UNDO);
  }

  /** Where the reader left off, or at the end. */
  #goToStart() {
    const linked = location.hash.startsWith("#m-") && document.getElementById(location.hash.slice(1));
    const mark = linked || this.#part("new");
    if (mark) mark.scrollIntoView({ block: linked ? "center" : "start" });
    else this.#log.toEnd();
    this.#log.look();
    this.#offerJump();
  }

  // ---- what the room says

  #heard(frame) {
    if (frame.t === "news") this.#show(frame.events, { live: true });
    else if (frame.t === "hb") this.#beat(frame);
    else if (frame.t === "said") this.#sender.stored(frame.client_id, frame);
    else if (frame.t === "error") this.#sender.refused(frame);
    else if (frame.t === "help") this.#sender.showHelp();
    else if (frame.t === "typing") this.#showTyping();
  }

  #beat({ seq, here: count, look }) {
    this.#part("here").textContent = here(count);
    this.#standing.look(look);
    if (this.#timeline.isBehind(seq)) this.#past.catchUp();
  }

  #show(events, { live = false } = {}) {
    const fresh = this.#timeline.take(events);
    if (this.#timeline.isBehind() && live) this.#past.catchUp();
    for (const event of fresh) {
      if (event.change) this.#log.change(event.change);
      else this.#showOne(event);
    }
    if (fresh.length === 0) return;
    if (this.#log.follows) {
      if (this.#log.trim()) this.#past.beginAt(this.#log.first);
      this.#log.toEnd();
    }
    this.#offerJump();
  }

  #showOne(event) {
    const own = event.mask === this.dataset.me;
    if (own) this.#sender.cameBack(event);
    this.#log.add([event]);
    if (own) { this.#sender.offerUndo(event.seq); return; }
    this.#hideTyping();
    if (event.gone) return;
    this.#new += 1;
    this.#tell(event);
  }

  #tell({ name, body, mask, notes, note_words: mentions, reply }) {
    if (this.#log.quieted.has(mask) || notes.some((note) => this.#log.hide.has(note))) return;
    const { spoken } = this.dataset;
    const toMe = reply?.mask === this.dataset.me;
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
    this.#reading ||= setTimeout(() => {
      this.#reading = 0;
      if (!document.hidden) this.#sayRead();
    }, READ);
  }

  #sayRead() {
    const { last } = this.#timeline;
    if (!this.#log.follows || last <= this.#readTo) return;
    if (this.#socket.send({ t: "read", seq: last })) this.#readTo = last;
  }

  // ---- what the reader does

  /** Away from the end there is a way to it; there, all is read. */
  #offerJump() {
    const jump = this.#part("jump");
    const { follows } = this.#log;
    if (follows) { this.#new = 0; this.#tellRead(); }
    if (follows && document.activeElement === jump) this.#log.scroller.focus();
    jump.textContent = jumpWords(this.#new);
    jump.hidden = follows;
  }

  #jump() {
    this.#log.toEnd();
    this.#log.scroller.focus({ preventScroll: true });
    this.#offerJump();
  }

  /** The menu of a message, and the way to what it answers; else both are links to pages. */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("[data-more]")) {
      event.preventDefault();
      this.#menu(event.target.closest(".msg"));
    }
    const quoted = event.target.closest(".quote a") && this.#log.at(event.target.closest(".quote").dataset.quotes);
    if (!quoted) return;
    event.preventDefault();
    location.hash = quoted.id;
    quoted.querySelector("[data-more]").focus({ preventScroll: true });
  }

  async #menu(item) {
    const more = item.querySelector("[data-more]");
    try {
      const { Sheet } = await import("./room-sheet.js");
      this.#sheet ??= new Sheet(this, { log: this.#log, composer: this.#composer, server: this.#server });
    } catch { location.assign(more.href); return; }
    this.#sheet.open(Number(item.dataset.seq));
  }

  async #key(event) {
    if (this.dataset.shortcuts !== "on" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!KEYS.includes(event.key) || event.target.closest("input, textarea, select, dialog[open]")) return;
    event.preventDefault();
    const { press } = await import("./room-keys.js");
    press(event.key, {
      root: this, log: this.#log, composer: this.#composer, search: `${this.dataset.room}search/`,
      menu: (item) => item && this.#menu(item), jump: () => this.#jump(), editLast: () => this.#editLast(),
    });
  }

  /** Begins to change one's own newest message; gives whether there is one young enough. */
  #editLast() {
    const item = this.#log.lastOwn;
    if (item && !isYoung(item.querySelector("time").dateTime)) {
      announce("Messages can be changed for 15 minutes.");
      return false;
    }
    if (item) this.#composer.edit(Number(item.dataset.seq), wordsOf(item), listed(item.dataset.notes));
    return Boolean(item);
  }

  #banner(words) {
    const banner = this.#part("banner");
    if (banner.textContent === words) return;
    banner.textContent = words;
    banner.hidden = !words;
  }
}

customElements.define("room-stream", RoomStream);
