// Single keys in a room, for those who want them.
import { wordsOf } from "./room-painter.js";

const current = () => document.activeElement?.closest?.(".msg[data-seq]");

/** Does what `key` stands for. */
export function press(key, { root, log, composer, menu, search, jump, editLast }) {
  const move = (step) => {
    const all = log.messages;
    const at = all.indexOf(current());
    const next = at < 0 ? all.at(-1) : all[at + step];
    next?.querySelector("[data-more]").focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  };

  const reply = () => {
    const item = current() ?? log.messages.findLast((each) => !each.matches(".mine") && wordsOf(each));
    if (!wordsOf(item)) return;
    const { seq, notes } = item.dataset;
    composer.reply(Number(seq), item.querySelector("strong").textContent, notes ? "" : wordsOf(item));
  };

  const does = {
    "?": () => root.querySelector("[data-keys]").showModal(),
    j: () => move(1),
    k: () => move(-1),
    m: () => menu(current() ?? log.messages.at(-1)),
    r: reply,
    e: editLast,
    n: jump,
    w: () => composer.focus(),
    "/": () => location.assign(search),
  };
  does[key]();
}
