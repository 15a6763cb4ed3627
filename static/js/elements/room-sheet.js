// The menu of one message: a dialog that gives the focus back when it closes.
import { announce } from "../app.js";

export class Sheet {
  #item = null;

  /** `post(path, words)` sends a form and gives the answer; `on`: reply, edit, deleted. */
  constructor(root, { log, composer, post }) {
    this.dialog = root.querySelector("[data-sheet]");
    this.log = log;
    this.composer = composer;
    this.post = post;
    this.dialog.addEventListener("click", (event) => this.#press(event));
    // A press beside the sheet closes it.
    this.dialog.addEventListener("click", (event) => { if (event.target === this.dialog) this.dialog.close(); });
    log.list.addEventListener("click", (event) => {
      const more = event.target.closest("[data-more]");
      if (!more || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.open(more.closest(".msg"));
    });
  }

  open(item) {
    this.#item = item;
    const own = item.classList.contains("mine");
    const gone = Boolean(item.querySelector(".msg-gone"));
    const quieted = this.log.quieted.has(item.dataset.mask);
    const mine = item.dataset.mine.split(" ");
    const says = { own, others: !own, standing: !gone, any: true };
    this.#part("sheet-title").textContent = own ? "Your message" : `Message from ${this.#name}`;
    for (const part of this.dialog.querySelectorAll("[data-only]")) {
      part.hidden = !part.dataset.only.split(" ").every((word) => says[word]);
    }
    this.#part("do=mute").hidden ||= quieted;
    this.#part("do=unmute").hidden ||= !quieted;
    for (const button of this.dialog.querySelectorAll("[data-kind]")) {
      button.setAttribute("aria-pressed", String(mine.includes(button.dataset.kind)));
    }
    const link = this.dialog.querySelector("[data-to]");
    link.href = `${this.log.room}m/${item.dataset.seq}/${link.dataset.to}`;
    const host = this.dialog.querySelector("[data-to-host]");
    if (host) host.href = `${this.log.room}host/m/${item.dataset.seq}/`;
    this.#part("sure").hidden = true;
    this.dialog.showModal();
  }

  get #name() { return this.#item.querySelector("strong").textContent; }

  get #words() { return this.#item.querySelector("[data-words] > .keep-lines")?.textContent ?? ""; }

  #part(name) {
    const [key, value] = name.split("=");
    return this.dialog.querySelector(value ? `[data-${key}="${value}"]` : `[data-${key}]`);
  }

  async #press(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.kind) { await this.#react(button); return; }
    const seq = Number(this.#item.dataset.seq);
    switch (button.dataset.do) {
      case "reply":
        this.dialog.close();
        this.composer.reply(seq, this.#name, this.#words);
        break;
      case "edit":
        this.dialog.close();
        this.composer.edit(seq, this.#words, (this.#item.dataset.notes ?? "").split(" ").filter(Boolean));
        break;
      case "copy": await this.#copy(); break;
      case "delete":
        this.#part("sure").hidden = false;
        this.dialog.querySelector('[data-do="delete-now"]').focus();
        break;
      case "delete-now":
        await this.#do(`m/${seq}/delete/`, {}, "Deleted.");
        break;
      case "mute": case "unmute": await this.#mute(seq, button.dataset.do === "mute"); break;
      default: break;
    }
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#words);
      announce("Copied.");
    } catch { announce("Your browser did not allow copying."); }
    this.dialog.close();
  }

  async #mute(seq, on) {
    const mask = this.#item.dataset.mask;
    const done = await this.#do(`m/${seq}/${on ? "mute" : "unmute"}/`, {}, on ? "Muted, for you alone." : "Shown again.");
    if (done) this.log.setQuieted(mask, on);
  }

  async #react(button) {
    const on = button.getAttribute("aria-pressed") !== "true";
    const item = this.#item;
    const words = { kind: button.dataset.kind, on: on ? "1" : "0" };
    const mine = new Set(item.dataset.mine.split(" ").filter(Boolean));
    if (on) mine.add(words.kind);
    else mine.delete(words.kind);
    const before = item.dataset.mine;
    item.dataset.mine = [...mine].join(" "); // the room's answer draws it
    const done = await this.#do(`m/${item.dataset.seq}/react/`, words, on ? "Sent, without your name." : "Taken back.");
    if (!done) item.dataset.mine = before;
  }

  async #do(path, words, said) {
    const answer = await this.post(path, words);
    this.dialog.close();
    announce(answer.ok ? said : answer.message);
    if (!answer.ok) this.composer.complain(answer.message);
    return answer.ok;
  }
}
