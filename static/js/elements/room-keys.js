// Single keys in a room, for those who want them; never while somebody writes.
export function bindKeys(root, { log, composer, sheet, search, jump, lastOwn }) {
  const dialog = root.querySelector("[data-keys]");
  if (!dialog) return;

  const messages = () => [...log.list.querySelectorAll(".msg[data-seq]")];
  const current = () => document.activeElement?.closest?.(".msg[data-seq]") ?? null;

  const move = (step) => {
    const all = messages();
    const at = all.indexOf(current());
    const next = at < 0 ? all.at(-1) : all[at + step];
    next?.querySelector("[data-more]")?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };

  const reply = () => {
    const item = current() ?? messages().filter((each) => !each.classList.contains("mine")).at(-1);
    const words = item?.querySelector("[data-words] > .keep-lines");
    if (words) composer.reply(Number(item.dataset.seq), item.querySelector("strong").textContent, words.textContent);
  };

  const edit = () => {
    const last = lastOwn();
    if (last) composer.edit(last.seq, last.words, last.notes);
  };

  const does = {
    "?": () => dialog.showModal(),
    j: () => move(1),
    k: () => move(-1),
    m: () => { const item = current() ?? messages().at(-1); if (item) sheet.open(item); },
    r: reply,
    e: edit,
    n: jump,
    w: () => composer.focus(),
    "/": () => location.assign(search),
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, dialog[open]")) return;
    const what = does[event.key];
    if (!what) return;
    event.preventDefault();
    what();
  });
}
