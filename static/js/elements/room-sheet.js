// The menu of a message: a dialog that gives the focus back when it closes.
import { announce } from "../app.js";
import { isYoung } from "../models/room-words.js";
import { listed, wordsOf } from "./room-painter.js";

export class Sheet {
  #seq = 0; // the message may be drawn anew while its menu is open

  constructor(root, { log, composer, server }) {
    this.dialog = root.querySelector("[data-sheet]");
    Object.assign(this, { log, composer, server });
    this.dialog.addEventListener("click", (event) => {
      // A press beside the sheet closes it.
      if (event.target === this.dialog) this.dialog.close();
      else this.#press(event.target.closest("button"));
    });
    this.dialog.addEventListener("close", () => {
      if (document.activeElement === document.body) (this.#item?.querySelector("[data-more]") ?? this.log.scroller).focus();
    });
  }

  open(seq) {
    this.#seq = seq;
    const item = this.#item;
    if (!item) return;
    const own = item.classList.contains("mine");
    const quieted = this.log.quieted.has(item.dataset.mask);
    const young = isYoung(item.querySelector("time").dateTime);
    const named = Boolean(item.dataset.mask);
    const is = { own, others: !own, standing: !item.querySelector(".msg-gone"), quieted, heard: named && !quieted, young };
    this.#part("sheet-title").textContent = own ? "Your message" : `Message from ${this.#name}`;
    for (const part of this.dialog.querySelectorAll("[data-only]")) {
      part.hidden = !listed(part.dataset.only).every((word) => is[word]);
    }
    for (const button of this.dialog.querySelectorAll("[data-kind]")) {
      button.setAttribute("aria-pressed", String(listed(item.dataset.mine).includes(button.dataset.kind)));
    }
    this.#part("to-report").href = `${this.log.room}m/${seq}/report/`;
    this.#part("to-host")?.setAttribute("href", `${this.log.room}host/m/${seq}/`);
    this.#part("sure").hidden = true;
    this.dialog.showModal();
  }

  get #item() { return this.log.at(this.#seq); }

  get #name() { return this.#item.querySelector("strong").textContent; }

  #part(name) { return this.dialog.querySelector(`[data-${name}]`); }

  async #press(button) {
    const item = this.#item;
    if (!button || !item) return;
    const seq = this.#seq;
    if (button.dataset.kind) { await this.#react(item, button); return; }
    switch (button.dataset.do) {
      case "reply":
        this.dialog.close();
        this.composer.reply(seq, this.#name, item.dataset.notes ? "" : wordsOf(item));
        break;
      case "edit":
        this.dialog.close();
        this.composer.edit(seq, wordsOf(item), listed(item.dataset.notes));
        break;
      case "copy": await this.#copy(item); break;
      case "delete":
        this.#part("sure").hidden = false;
        this.#part('do="delete-now"').focus();
        break;
      case "delete-now": await this.#do("delete", {}, "Deleted."); break;
      case "mute": case "unmute": await this.#mute(item.dataset.mask, button.dataset.do); break;
      default: break;
    }
  }

  async #copy(item) {
    try {
      await navigator.clipboard.writeText(wordsOf(item));
      announce("Copied.");
    } catch { announce("Your browser did not allow copying."); }
    this.dialog.close();
  }

  async #mute(mask, what) {
    const on = what === "mute";
    if (await this.#do(what, {}, on ? "Muted, for you alone." : "Shown again.")) this.log.setQuieted(mask, on);
  }

  async #react(item, button) {
    const { kind } = button.dataset;
    const on = button.getAttribute("aria-pressed") !== "true";
    const before = item.dataset.mine;
    const mine = listed(before).filter((each) => each !== kind);
    item.dataset.mine = [...mine, ...(on ? [kind] : [])].join(" "); // the room's answer draws it
    const done = await this.#do("react", { kind, on: on ? "1" : "0" }, on ? "Sent, without your name." : "Taken back.");
    if (!done && this.#item) this.#item.dataset.mine = before;
  }

  async #do(what, words, said) {
    const { ok, message } = await this.server.post(`m/${this.#seq}/${what}/`, words);
    this.dialog.close();
    if (ok) announce(said);
    else this.composer.complain(message);
    return ok;
  }
}
