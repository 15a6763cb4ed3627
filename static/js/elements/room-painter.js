// Draws one message as the server does.
import { clock, cover, cutAtWall, goneWords } from "../models/room-words.js";

export const element = (tag, className = "", words = "") => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (words) made.textContent = words;
  return made;
};

/** What somebody said; pages of the wall in it can be opened, and nothing else. */
const said = (words) => {
  const made = element("p", "keep-lines");
  made.append(...cutAtWall(words).map((piece, place) => {
    if (place % 2 === 0) return piece;
    return Object.assign(element("a", "", piece), { href: piece });
  }));
  return made;
};

/** Words in an attribute, as a list. */
export const listed = (words) => (words ?? "").split(" ").filter(Boolean);

/** What a message says, without what it answers. */
export const wordsOf = (item) => item?.querySelector("[data-words] > .keep-lines")?.textContent ?? "";

export class Painter {
  constructor(root, { me, zone, room, quieted, hide, kinds }) {
    this.template = root.querySelector("template[data-message]");
    this.shapes = root.querySelector("template[data-shapes]").content.querySelectorAll("path");
    Object.assign(this, { me, zone, room, quieted, hide, kinds });
  }

  /** One message; `mine`: the reader's own kind words for it. */
  message(event, mine = []) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const own = event.mask === this.me;
    const name = own ? "You" : event.name || "Somebody";
    if (event.seq) { item.dataset.seq = event.seq; item.id = `m-${event.seq}`; }
    item.dataset.mask = event.mask;
    item.dataset.mine = mine.join(" ");
    item.dataset.notes = event.notes.join(" ");
    item.dataset.mentions = event.note_words ?? "";
    item.classList.toggle("mine", own);
    item.classList.toggle("staff", event.host);
    item.classList.toggle("prompt", Boolean(event.prompt));
    if (!event.host) item.querySelector(".badge").remove();
    item.querySelector("strong").textContent = name;
    item.querySelector("[data-edited]").hidden = !event.edited;
    const time = item.querySelector("time");
    time.dateTime = event.at;
    time.textContent = clock(event.at, this.zone);
    const more = item.querySelector("[data-more]");
    if (event.seq) {
      more.href = `${this.room}m/${event.seq}/`;
      more.setAttribute("aria-label", `More about the message from ${own ? "you" : name}, ${time.textContent}`);
    } else more.remove();
    this.#shape(item.querySelector("svg"), event.avatar);
    if (event.gone) {
      const gone = element("p", "msg-gone", goneWords(event.gone, own));
      gone.dataset.words = "";
      item.append(gone);
      return item;
    }
    item.append(this.words(event, [...(event.reply ? [this.#quote(event.reply)] : []), said(event.body)]));
    if (event.kinds.length) item.append(this.#kinds(event.kinds, mine));
    return item;
  }

  /** The words, open or behind a cover that the reader opens when they want to. */
  words({ mask, seq, notes, note_words: mentions }, inner) {
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

  #quote({ seq, mask, name, words }) {
    const quote = element("blockquote", "quote");
    quote.dataset.quotes = seq;
    quote.dataset.mask = mask;
    const link = element("a", "", name);
    link.href = `${this.room}?around=${seq}#m-${seq}`;
    quote.append(link);
    this.quoted(quote, this.quieted.has(mask) ? "" : words);
    return quote;
  }

  /** Puts other words, or none, into a quotation. */
  quoted(quote, words) {
    quote.querySelector("span")?.remove();
    if (words) quote.append(" ", element("span", "keep-lines", words));
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
}
