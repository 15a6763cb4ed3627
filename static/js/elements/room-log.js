// The list of messages on the page: draws, changes, keeps the reader's place, forgets what is far up.
import { clock, day, dayKey, goneWords } from "../models/room-words.js";

const NEAR = 100; // pixels from the end within which the log follows along
const MOST = 300; // messages kept on the page

const element = (tag, className = "", words = "") => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (words) made.textContent = words;
  return made;
};

export class RoomLog {
  /** `quieted`: masks whose words are covered; `hide`: content notes that are left out. */
  constructor(root, { me, zone, room, quieted, hide, kinds }) {
    this.scroller = root.querySelector("[data-log]");
    this.list = root.querySelector("[data-lines]");
    this.template = root.querySelector("template[data-message]");
    this.shapes = root.querySelector("template[data-shapes]").content.querySelectorAll("path");
    this.empty = root.querySelector("[data-empty]");
    Object.assign(this, { me, zone, room, quieted, hide, kinds });
  }

  get isNearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd() { this.scroller.scrollTop = this.scroller.scrollHeight; }

  at(seq) { return this.list.querySelector(`[data-seq="${Number(seq)}"]`); }

  /** Adds messages at the end; those not sent yet stay below them. */
  add(events) {
    this.empty?.remove();
    const pending = this.list.querySelector("[data-client]");
    for (const event of events) {
      if (event.gone === "withdrawn" || this.at(event.seq)) continue;
      this.#mark(event.at, pending);
      this.list.insertBefore(this.#drawn(event), pending);
    }
  }

  /** Adds earlier messages at the beginning, without moving what the reader sees. */
  addEarlier(events, mine) {
    const before = this.scroller.scrollHeight - this.scroller.scrollTop;
    const known = this.list.querySelector("[data-day]");
    const piece = document.createDocumentFragment();
    let last = "";
    for (const event of events) {
      const key = dayKey(event.at, this.zone);
      if (key !== last) piece.append(this.#dayMark(event.at, key));
      last = key;
      piece.append(this.#drawn(event, mine[event.seq] ?? []));
    }
    if (known?.dataset.day === last) known.remove();
    this.list.prepend(piece);
    this.scroller.scrollTop = this.scroller.scrollHeight - before;
  }

  /** Draws a message anew; keeps its note, the focus and the reader's place. */
  change(event) {
    const item = this.at(event.seq);
    if (item) {
      const fresh = this.#drawn(event, item.dataset.mine.split(" ").filter(Boolean));
      const note = item.querySelector(".msg-note");
      const had = item.contains(document.activeElement);
      const grown = item.offsetHeight;
      if (event.gone === "withdrawn") item.remove();
      else {
        if (note && !event.gone) fresh.append(note);
        const open = item.querySelector("details[open]");
        if (open) fresh.querySelector("details")?.setAttribute("open", "");
        item.replaceWith(fresh);
        if (had) fresh.querySelector("[data-more]")?.focus();
        if (fresh.offsetTop < this.scroller.scrollTop) this.scroller.scrollTop += fresh.offsetHeight - grown;
      }
    }
    if (event.gone) for (const quote of this.list.querySelectorAll(`[data-quotes="${event.seq}"] span`)) quote.remove();
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
    return item;
  }

  /** Says how it goes with words of our own: "sending", "failed", "held". */
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
    for (const item of this.list.querySelectorAll(`.msg[data-mask="${CSS.escape(mask)}"]`)) {
      const words = item.querySelector("[data-words]");
      if (!words || words.matches(".msg-gone")) continue;
      const inner = [...words.childNodes].filter((node) => node.nodeName !== "SUMMARY");
      words.replaceWith(this.#holder({ mask, notes: [] }, inner));
    }
  }

  /** Keeps the page light while people talk for hours. */
  trim() {
    const shown = this.list.querySelectorAll(".msg[data-seq]");
    if (shown.length <= MOST) return null;
    for (const item of [...shown].slice(0, shown.length - MOST)) item.remove();
    const marks = [...this.list.querySelectorAll("[data-day]")];
    for (const mark of marks) {
      if (mark.nextElementSibling?.matches("[data-day]")) mark.remove();
    }
    return Number(this.list.querySelector(".msg[data-seq]").dataset.seq);
  }

  #drawn(event, mine = []) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const own = event.mask === this.me;
    if (event.seq) { item.dataset.seq = event.seq; item.id = `m-${event.seq}`; }
    item.dataset.mask = event.mask;
    item.dataset.mine = mine.join(" ");
    item.dataset.notes = (event.notes ?? []).join(" ");
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
    const inner = [element("p", "keep-lines", event.body)];
    if (event.reply) inner.unshift(this.#quote(event.reply));
    item.append(this.#holder(event, inner));
    if (event.kinds.length) item.append(this.#kinds(event.kinds, mine));
    return item;
  }

  /** The words, open or behind a cover that the reader opens when they want to. */
  #holder(event, inner) {
    const own = event.mask === this.me;
    const hidden = event.notes.some((note) => this.hide.has(note));
    const why = own ? "" : this.quieted.has(event.mask) ? "You muted this person here."
      : hidden ? `You chose not to meet this now: ${event.note_words}.`
        : event.notes.length ? `This mentions: ${event.note_words}.` : "";
    const holder = element(why ? "details" : "div", why ? "cover" : "msg-words");
    holder.dataset.words = "";
    if (why) {
      const summary = element("summary", "", `${why} `);
      summary.append(element("span", "cover-do when-shut", "Read"), element("span", "cover-do when-open", "Cover"));
      holder.append(summary);
    }
    holder.append(...inner);
    if (why && event.notes.length && event.seq) {
      const today = element("p", "msg-today");
      const link = element("a", "", "Not today");
      link.href = `${this.room}m/${event.seq}/#today`;
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
      const word = element("span", mine.includes(slug) ? "kind own" : "kind", this.kinds.get(slug) ?? slug);
      if (mine.includes(slug)) word.append(element("span", "vh", " (from you, too)"));
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

  #mark(at, before) {
    const marks = this.list.querySelectorAll("[data-day]");
    const key = dayKey(at, this.zone);
    if (marks[marks.length - 1]?.dataset.day === key) return;
    this.list.insertBefore(this.#dayMark(at, key), before);
  }

  #dayMark(at, key) {
    const mark = element("li", "log-mark", day(at, this.zone));
    mark.dataset.day = key;
    return mark;
  }
}
