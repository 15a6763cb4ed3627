// The field two people write in: sends, keeps a draft on the server, takes words back.
import { complain } from "./complaint.js";

const LONGEST = 2000; // characters
const DRAFT = 1500; // milliseconds without a key before a draft is kept

export class WordsField {
  #draft = 0; #kept; #url; #onWrite; #unsent;

  /** `onWrite(words)` sends; `unsent()` gives what is on its way, to be kept when the page goes. */
  constructor(root, { url, onWrite, unsent }) {
    this.form = root.querySelector("[data-composer]");
    this.field = this.form.querySelector("textarea");
    this.line = root.querySelector("[data-draft-line]");
    this.errors = root.querySelector("[data-errors]");
    this.#url = url;
    this.#onWrite = onWrite;
    this.#unsent = unsent;
    this.#kept = this.field.value;
    root.querySelector("[data-keep]").remove(); // it keeps itself
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.#submit(); });
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("input", () => {
      this.line.textContent = "";
      clearTimeout(this.#draft);
      this.#draft = setTimeout(() => this.#keep(this.field.value), DRAFT);
    });
    addEventListener("pagehide", () => this.#keep([this.#unsent(), this.field.value].filter(Boolean).join("\n"), true));
  }

  focus() { this.field.focus(); }

  complain(words) { complain(this.field, this.errors, words); }

  /** Gives words back: taken back, or not sent. What is being written stays below them. */
  giveBack(words) {
    this.field.value = [words, this.field.value].filter(Boolean).join("\n");
    this.focus();
  }

  /** The server has the words, and has forgotten the draft. */
  sent() {
    this.#kept = "";
    if (this.field.value) this.#keep(this.field.value);
  }

  // On a touch keyboard there is no Shift+Enter: there, Enter is a new line.
  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    this.#submit();
  }

  #submit() {
    const words = this.field.value.trim();
    this.complain(words ? "" : "Write something first.");
    if (words.length > LONGEST) this.complain("That is longer than one message can be (2,000 characters). Send it in two parts.");
    if (!words || words.length > LONGEST) { this.focus(); return; }
    clearTimeout(this.#draft);
    this.field.value = "";
    this.#onWrite(words);
    this.focus();
  }

  async #keep(words, keepalive = false) {
    if (words === this.#kept) return;
    this.#kept = words;
    const body = new FormData();
    body.set("words", words);
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(`${this.#url}draft/`, { method: "POST", body, keepalive, redirect: "error" });
      this.line.textContent = answer.ok && words.trim() ? "Draft kept." : "";
    } catch { this.#kept = null; }
  }
}
