// The list of messages on the page: draws, keeps the reader's place, forgets what is far up.
import { clock, day, dayKey } from "../models/room-words.js";

const NEAR = 100; // pixels from the end within which the log follows along
const MOST = 300; // messages kept on the page

export class RoomLog {
  constructor(root, { me, zone }) {
    this.scroller = root.querySelector("[data-log]");
    this.list = root.querySelector("[data-lines]");
    this.template = root.querySelector("template[data-message]");
    this.shapes = root.querySelector("template[data-shapes]").content.querySelectorAll("path");
    this.empty = root.querySelector("[data-empty]");
    this.me = me;
    this.zone = zone;
  }

  get isNearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd() { this.scroller.scrollTop = this.scroller.scrollHeight; }

  /** Adds messages at the end; those not sent yet stay below them. */
  add(events) {
    this.empty?.remove();
    const pending = this.list.querySelector("[data-client]");
    for (const event of events) {
      this.#mark(event.at, pending);
      this.list.insertBefore(this.#drawn(event), pending);
    }
  }

  /** Adds earlier messages at the beginning, without moving what the reader sees. */
  addEarlier(events) {
    const before = this.scroller.scrollHeight - this.scroller.scrollTop;
    const known = this.list.querySelector("[data-day]");
    const piece = document.createDocumentFragment();
    let last = "";
    for (const event of events) {
      const key = dayKey(event.at, this.zone);
      if (key !== last) piece.append(this.#dayMark(event.at, key));
      last = key;
      piece.append(this.#drawn(event));
    }
    if (known?.dataset.day === last) known.remove();
    this.list.prepend(piece);
    this.scroller.scrollTop = this.scroller.scrollHeight - before;
  }

  /** Shows words of our own that are on their way. */
  addPending(message, now) {
    this.empty?.remove();
    const item = this.#drawn({ mask: this.me, name: "", avatar: this.avatar, body: message.body, at: now, host: this.isHost });
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

  #drawn(event) {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const mine = event.mask === this.me;
    if (event.seq) item.dataset.seq = event.seq;
    item.classList.toggle("mine", mine);
    item.classList.toggle("staff", event.host);
    if (!event.host) item.querySelector(".badge").remove();
    item.querySelector("strong").textContent = mine ? "You" : event.name;
    item.querySelector("p").textContent = event.body;
    const time = item.querySelector("time");
    time.dateTime = event.at;
    time.textContent = clock(event.at, this.zone);
    this.#shape(item.querySelector("svg"), event.avatar);
    return item;
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
    const mark = document.createElement("li");
    mark.className = "log-mark";
    mark.dataset.day = key;
    mark.textContent = day(at, this.zone);
    return mark;
  }
}
