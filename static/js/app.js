// What every page does beyond its HTML. Without it the pages still work.
import "./leave.js";

/** Say something to people who listen rather than look, once, politely. */
export function announce(words) {
  const region = document.getElementById("announce");
  if (!region) return;
  region.textContent = "";
  // A change in the next frame is spoken even when the words are the same as before.
  requestAnimationFrame(() => { region.textContent = words; });
}

// A form is sent once: the button says so, and a second press does nothing.
addEventListener("submit", (event) => {
  const form = event.target;
  // data-again: the answer is a file, the page stays, and it may be asked for again.
  if (event.defaultPrevented || form.method !== "post" || "again" in form.dataset) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  const button = event.submitter;
  if (!button?.dataset.busy) return;
  button.style.setProperty("min-inline-size", `${button.offsetWidth}px`);
  button.dataset.label = button.innerHTML;
  button.textContent = button.dataset.busy;
  button.setAttribute("aria-disabled", "true");
  announce(button.dataset.busy);
});

// Back from the browser's memory: the form can be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[data-label]")) {
    button.innerHTML = button.dataset.label;
    button.removeAttribute("aria-disabled");
    delete button.dataset.label;
  }
});

// The menu closes with Escape and with a press elsewhere.
const menu = document.querySelector("details[data-menu]");
if (menu) {
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}

// What could not be accepted is read first.
document.querySelector("[data-focus]")?.focus();
