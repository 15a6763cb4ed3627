// The list of messages on the page: adds, changes, keeps the reader's place, forgets what is far up.
import { day, dayKey, quoted } from "../models/room-words.js";
import { Painter, element, listed, wordsOf } from "./room-painter.js";

const NEAR = 100; // pixels from the end within which the log follows along
const MOST = 300; // messages kept on the page

export class RoomLog {
  follows = true; // the reader is at the end, and stays there

  /** `quieted`: masks whose words are covered; `hide`: content notes that are left out. */
  constructor(root, { me, avatar, isHost, zone, room, quieted, hide, kinds }) {
    this.scroller = root.querySelector("[data-log]");
    this.list = root.querySelector("[data-lines]");
    this.empty = root.querySelector("[data-empty]");
    this.paint = new Painter(root, { me, zone, room, quieted, hide, kinds });
    Object.assign(this, { me, avatar, isHost, zone, room, quieted, hide });
  }

  /** Looks whether the reader is at the end. */
  look() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.follows = scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.follows = true;
  }

  at(seq) { return this.list.querySelector(`.msg[data-seq="${Number(seq)}"]`); }

  get messages() { return [...this.list.querySelectorAll(".msg[data-seq]")]; }

  get first() { return Number(this.messages[0]?.dataset.seq); }

  /** One's own newest message, to be changed; undefined while another one is on its way. */
  get lastOwn() {
    if (this.list.querySelector("[data-client]")) return undefined;
    return this.messages.filter((each) => each.matches(".mine") && wordsOf(each)).at(-1);
  }

  /** Adds messages at the end; those not sent yet stay below them. */
  add(events) {
    this.empty?.remove();
    const pending = this.list.querySelector("[data-client]");
    for (const event of events) {
      if (event.gone === "withdrawn" || this.at(event.seq)) continue;
      const key = dayKey(event.at, this.zone);
      if ([...this.list.querySelectorAll("[data-day]")].at(-1)?.dataset.day !== key) {
        this.list.insertBefore(this.#dayMark(event.at, key), pending);
      }
      this.list.insertBefore(this.paint.message(event), pending);
    }
  }

  /** Adds earlier messages at the beginning. */
  addEarlier(events, mine) {
    const known = this.list.querySelector("[data-day]");
    const piece = document.createDocumentFragment();
    let last = "";
    for (const event of events) {
      const key = dayKey(event.at, this.zone);
      if (key !== last) piece.append(this.#dayMark(event.at, key));
      last = key;
      piece.append(this.paint.message(event, mine[event.seq]));
    }
    this.#steady(() => {
      if (known?.dataset.day === last) known.remove();
      this.list.prepend(piece);
    });
  }

  /** Draws a message anew, with its note and with the focus where it was; and where it is quoted. */
  change(event) {
    this.#steady(() => {
      const item = this.at(event.seq);
      if (item) this.#redraw(item, event);
      for (const quote of this.list.querySelectorAll(`[data-quotes="${Number(event.seq)}"]`)) {
        this.paint.quoted(quote, this.quieted.has(event.mask) ? "" : quoted(event));
      }
    });
  }

  /** Shows words of our own that are on their way. */
  addPending(message, now) {
    this.empty?.remove();
    const item = this.paint.message({
      mask: this.me, name: "", avatar: this.avatar, body: message.body, at: now, host: this.isHost,
      notes: [], kinds: [], reply: message.quote,
    });
    item.dataset.client = message.id;
    this.list.append(item);
  }

  /** Says how it goes with words of our own: "sending", "stored", "held", "failed", "asked". */
  setState(id, state, note) {
    const item = this.pending(id);
    if (!item) return;
    item.dataset.state = state;
    item.querySelector(".msg-note")?.remove();
    if (note) this.note(item, note);
  }

  /** Puts a note under a message, in sight of who reads along. */
  note(item, note) {
    item.append(note);
    if (this.follows) this.toEnd();
  }

  pending(id) { return this.list.querySelector(`[data-client="${CSS.escape(id)}"]`); }

  remove(id) { this.pending(id)?.remove(); }

  /** Covers or shows what one mask said. */
  setQuieted(mask, on) {
    if (on) this.quieted.add(mask);
    else this.quieted.delete(mask);
    this.#steady(() => {
      for (const item of this.list.querySelectorAll(`.msg[data-mask="${CSS.escape(mask)}"]`)) {
        const words = item.querySelector("[data-words]:not(.msg-gone)");
        const inner = words?.querySelectorAll(":scope > .quote, :scope > .keep-lines");
        const { seq, notes, mentions } = item.dataset;
        words?.replaceWith(this.paint.words({ mask, seq, notes: listed(notes), note_words: mentions }, inner));
      }
      if (!on) return;
      for (const quote of this.list.querySelectorAll(`.quote[data-mask="${CSS.escape(mask)}"]`)) this.paint.quoted(quote, "");
    });
  }

  /** Keeps the page light while people talk for hours; gives whether something went. */
  trim() {
    const shown = this.messages;
    if (shown.length <= MOST) return false;
    for (const item of shown.slice(0, shown.length - MOST)) item.remove();
    for (const mark of this.list.querySelectorAll("[data-day]")) {
      if (mark.nextElementSibling?.matches("[data-day]")) mark.remove();
    }
    return true;
  }

  /** Does something to the list while what the reader looks at stays where it is. */
  #steady(work) {
    const { top } = this.scroller.getBoundingClientRect();
    const at = (item) => item.getBoundingClientRect();
    const anchor = [...this.list.querySelectorAll(".msg")].find((item) => at(item).bottom > top);
    const before = anchor && at(anchor).top;
    work();
    if (anchor?.isConnected) this.scroller.scrollTop += at(anchor).top - before;
  }

  #redraw(item, event) {
    const had = item.contains(document.activeElement);
    // Whoever saw what was taken back can still report it; on the next page it is not there.
    if (event.gone === "withdrawn" && item.matches(".mine")) {
      item.remove();
      if (had) this.scroller.focus();
      return;
    }
    const fresh = this.paint.message(event, listed(item.dataset.mine));
    const note = item.querySelector(".msg-note");
    if (note && !event.gone) fresh.append(note);
    if (item.querySelector("details[open]")) fresh.querySelector("details")?.setAttribute("open", "");
    item.replaceWith(fresh);
    if (had) fresh.querySelector("[data-more]").focus({ preventScroll: true });
  }

  #dayMark(at, key) {
    const mark = element("li", "log-mark", day(at, this.zone));
    mark.dataset.day = key;
    return mark;
  }
}
