// The field people write in: grows, keeps a draft on the server, answers, changes, says what it mentions.
import { announce } from "../app.js";
import { quoted } from "../models/room-words.js";
import { complain } from "./complaint.js";

const LONGEST = 2000; // characters
const DRAFT = 1500; // milliseconds without a key before a draft is kept
const TYPING = 3000; // milliseconds between two signs that one writes

export class Composer {
  ended = ""; // why nothing can be sent any more
  #mode = null; // {seq, kind: "reply" | "edit", quote}
  #draft = 0;
  #kept = "";
  #typedAt = -Infinity;

  /** `on`: write({body, reply, notes, quote}), edit({seq, body, notes}), typing(), editLast(), unsent(). */
  constructor(root, { url, on }) {
    this.form = root.querySelector("[data-composer]");
    this.field = this.form.querySelector("textarea");
    this.mode = root.querySelector("[data-mode]");
    this.notes = root.querySelector("[data-note-picker]");
    this.line = root.querySelector("[data-draft-line]");
    this.errors = root.querySelector("[data-errors]");
    this.button = root.querySelector("[data-send]");
    this.url = url;
    this.on = on;
    root.querySelector("[data-keep]").remove(); // it keeps itself
    this.#kept = this.field.value;
    const { seq, name, words } = this.mode.dataset;
    if (seq) this.#answer({ seq: Number(seq), name, words });
    this.#bind();
    this.#grow();
  }

  get isEmpty() { return this.field.value.trim() === ""; }

  focus() { this.field.focus(); }

  complain(words) { complain(this.field, this.errors, words); }

  /** Begins an answer to a message. */
  reply(seq, name, words) {
    this.cancel();
    this.#answer({ seq, name, words: quoted({ body: words, notes: [] }) });
    this.focus();
  }

  /** Begins to change one's own message. */
  edit(seq, words, notes = []) {
    this.cancel();
    this.#keepNow();
    this.#mode = { kind: "edit", seq, before: this.field.value, notes: this.#notes };
    this.#fill(words, notes);
    this.#showMode("Changing your message.");
    this.button.textContent = "Change";
    this.focus();
  }

  /** Gives words back: taken back, or not sent. What is being written stays below them. */
  giveBack({ body, notes = [], quote = null }) {
    if (this.#mode?.kind === "edit") this.cancel();
    const rest = this.isEmpty ? "" : `\n${this.field.value}`;
    this.#fill(body + rest, [...notes, ...this.#notes]);
    if (quote) this.#answer(quote);
    this.focus();
  }

  /** Ends an answer or a change; gives whether there was one. */
  cancel() {
    if (!this.#mode) return false;
    const { kind, before, notes } = this.#mode;
    this.#mode = null;
    this.mode.hidden = true;
    this.button.textContent = "Send";
    if (kind === "edit") this.#fill(before, notes);
    return true;
  }

  /** The server has the words: nothing is left to keep. */
  sent() { if (this.isEmpty) this.#keep(""); }

  #bind() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#submit(); });
    this.field.addEventListener("input", () => { this.#grow(); this.#typed(); });
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.mode.querySelector("[data-mode-end]").addEventListener("click", (event) => {
      event.preventDefault();
      this.cancel();
      this.focus();
    });
    // What is on its way or was not taken is kept with what is being written.
    addEventListener("pagehide", () => this.#keepNow(true));
  }

  #key(event) {
    if (event.key === "Escape" && this.cancel()) { event.stopPropagation(); announce("Cancelled."); return; }
    if (event.key === "ArrowUp" && this.field.value === "" && !this.#mode) {
      if (this.on.editLast()) event.preventDefault();
      return;
    }
    // On a touch keyboard there is no Shift+Enter: there, Enter is a new line.
    const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!plain || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const body = this.field.value.trim();
    const notes = this.#notes;
    this.complain(this.ended);
    if (this.ended) return;
    if (!body) { this.complain("Write something first."); this.focus(); return; }
    if (body.length > LONGEST) {
      this.complain("That is longer than one message can be (2,000 characters). Send it in two parts.");
      return;
    }
    if (notes.length > 3) { this.complain("Choose up to three."); return; }
    clearTimeout(this.#draft);
    const mode = this.#mode;
    if (mode?.kind === "edit") {
      this.on.edit({ seq: mode.seq, body, notes });
      return;
    }
    this.#mode = null;
    this.mode.hidden = true;
    this.#fill("");
    this.on.write({ body, notes, reply: mode?.seq ?? null, quote: mode?.quote ?? null });
    this.focus();
  }

  get #notes() { return [...this.notes.querySelectorAll("input:checked")].map((box) => box.value); }

  #answer(quote) {
    this.#mode = { kind: "reply", seq: quote.seq, quote };
    this.#showMode(`Answer to ${quote.name}${quote.words && `: ${quote.words.slice(0, 80)}`}`);
  }

  #fill(words, notes = []) {
    this.field.value = words;
    for (const box of this.notes.querySelectorAll("input")) box.checked = notes.includes(box.value);
    this.notes.open = notes.length > 0;
    this.#grow();
  }

  #showMode(words) {
    this.mode.querySelector("[data-mode-words]").textContent = words;
    this.mode.hidden = false;
  }

  #typed() {
    this.line.textContent = "";
    clearTimeout(this.#draft);
    if (this.#mode?.kind !== "edit") this.#draft = setTimeout(() => this.#keepNow(), DRAFT);
    if (this.isEmpty || performance.now() < this.#typedAt + TYPING) return;
    if (this.on.typing()) this.#typedAt = performance.now(); // a sign that went nowhere is given again
  }

  #keepNow(leaving = false) {
    clearTimeout(this.#draft);
    const written = this.#mode?.kind === "edit" ? this.#mode.before : this.field.value;
    const unsent = leaving ? this.on.unsent() : "";
    if (unsent || this.#mode?.kind !== "edit") this.#keep([unsent, written].filter(Boolean).join("\n"), leaving);
  }

  async #keep(words, keepalive = false) {
    if (words === this.#kept) return;
    const form = new FormData();
    form.set("body", words);
    form.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    this.#kept = words;
    try {
      const answer = await fetch(`${this.url}draft/`, { method: "POST", body: form, keepalive, redirect: "error" });
      this.line.textContent = answer.ok && words.trim() ? "Draft kept." : "";
    } catch { this.#kept = null; }
  }

  #grow() {
    this.field.rows = 1;
    while (this.field.scrollHeight > this.field.clientHeight + 1 && this.field.rows < 6) this.field.rows += 1;
  }
}
