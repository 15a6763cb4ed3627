// The list of messages on the page: draws, changes, keeps the reader's place, forgets what is far up.
import { clock, cover, day, dayKey, goneWords, quoted } from "../models/room-words.js";

const NEAR = 100; // pixels from the end within which the log follows along
const MOST = 300; // messages kept on the page

const element = (tag, className = "", words = "") => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (words) made.textContent = words;
  return made;
};

/** Words in an attribute, as a list. */
export const listed = (words) => (words ?? "").split(" ").filter(Boolean);

/** What a message says, without what it answers. */
export const wordsOf = (item) => item?.querySelector("[data-words] > .keep-lines")?.textContent ?? "";

export class RoomLog {
  follows = true; // the reader is at the end, and stays there

  /** `quieted`: masks whose words are covered; `hide`: content notes that are left out. */
  constructor(root, { me, avatar, isHost, zone, room, quieted, hide, kinds }) {
    this.scroller = root.querySelector("[data-log]");
    this.list = root.querySelector("[data-lines]");
    this.template = root.querySelector("template[data-message]");
    this.shapes = root.querySelector("template[data-shapes]").content.querySelectorAll("path");
    this.empty = root.querySelector("[data-empty]");
    Object.assign(this, { me, avatar, isHost, zone, room, quieted, hide, kinds });
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
      this.list.insertBefore(this.#drawn(event), pending);
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
      piece.append(this.#drawn(event, mine[event.seq]));
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
        quote.replaceWith(this.#quote({ ...event, words: quoted(event) }));
      }
    });
  }

  /** Shows words of our own that are on their way. */
  addPending(message, now) {
    this.empty?.remove();
    const item = this.#drawn({
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
    if (note) item.append(note);
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
        words?.replaceWith(this.#holder({ mask, seq, notes: listed(notes), note_words: mentions }, inner));
      }
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
    if (event.gone === "withdrawn") {
      item.remove();
      if (had) this.scroller.focus();
      return;
    }
    const fresh = this.#drawn(event, listed(item.dataset.mine));
    const note = item.querySelector(".msg-note");
    if (note && !event.gone) fresh.append(note);
    if (item.querySelector("details[open]")) fresh.querySelector("details")?.setAttribute("open", "");
    item.replaceWith(fresh);
    if (had) fresh.querySelector("[data-more]").focus({ preventScroll: true });
  }

  #drawn(event, mine = []) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const own = event.mask === this.me;
    if (event.seq) { item.dataset.seq = event.seq; item.id = `m-${event.seq}`; }
    item.dataset.mask = event.mask;
    item.dataset.mine = mine.join(" ");
    item.dataset.notes = event.notes.join(" ");
    item.dataset.mentions = event.note_words ?? "";
    item.classList.toggle("mine", own);
    item.classList.toggle("staff", event.host);
    item.classList.toggle("prompt", Boolean(event.prompt));
    if (!event.host) item.querySelector(".badge").remove();
    item.querySelector("strong").textContent = own ? "You" : event.name;
    item.querySelector("[data-edited]").hidden = !event.edited;
    const time = item.querySelector("time");
    time.dateTime = event.at;
    time.textContent = clock(event.at, this.zone);
    const more = item.querySelector("[data-more]");
    if (event.seq) {
      more.href = `${this.room}m/${event.seq}/`;
      more.setAttribute("aria-label", `More about the message from ${own ? "you" : event.name}, ${time.textContent}`);
    } else more.remove();
    this.#shape(item.querySelector("svg"), event.avatar);
    if (event.gone) {
      const gone = element("p", "msg-gone", goneWords(event.gone, own));
      gone.dataset.words = "";
      item.append(gone);
      return item;
    }
    item.append(this.#holder(event, [...(event.reply ? [this.#quote(event.reply)] : []), element("p", "keep-lines", event.body)]));
    if (event.kinds.length) item.append(this.#kinds(event.kinds, mine));
    return item;
  }

  /** The words, open or behind a cover that the reader opens when they want to. */
  #holder({ mask, seq, notes, note_words: mentions }, inner) {
    const own = mask === this.me;
    const hidden = notes.some((note) => this.hide.has(note));
    const covered = cover({ own, quieted: this.quieted.has(mask), hidden, mentions });
    const holder = element(covered ? "details" : "div", covered ? "cover" : "msg-words");
    holder.dataset.words = "";
    if (covered) {
      const summary = element("summary", "", `${covered.why} `);
      summary.append(element("span", "cover-do when-shut", covered.opens), element("span", "cover-do when-open", "Cover"));
      holder.append(summary);
    }
    holder.append(...inner);
    if (covered && notes.length && !hidden) {
      const today = element("p", "msg-today");
      const link = element("a", "", "Not today");
      link.href = `${this.room}m/${seq}/#today`;
      today.append(link);
      holder.append(today);
    }
    return holder;
  }

  #quote({ seq, name, words }) {
    const quote = element("blockquote", "quote");
    quote.dataset.quotes = seq;
    const link = element("a", "", name);
    link.href = `${this.room}?around=${seq}#m-${seq}`;
    quote.append(link);
    if (words) quote.append(" ", element("span", "keep-lines", words));
    return quote;
  }

  #kinds(kinds, mine) {
    const line = element("p", "msg-kinds");
    for (const slug of kinds) {
      const own = mine.includes(slug);
      const word = element("span", own ? "kind own" : "kind", this.kinds.get(slug) ?? slug);
      if (own) word.append(element("span", "vh", " (from you, too)"));
      line.append(word);
    }
    return line;
  }

  #shape(svg, code) {
    const [shape, turn, tint] = (code ?? "").split(".");
    if (!tint) return;
    svg.dataset.tint = tint;
    const path = svg.querySelector("path");
    path.setAttribute("d", this.shapes[Number(shape)]?.getAttribute("d") ?? "");
    path.setAttribute("transform", `rotate(${Number(turn)} 20 20)`);
  }

  #dayMark(at, key) {
    const mark = element("li", "log-mark", day(at, this.zone));
    mark.dataset.day = key;
    return mark;
  }
}
