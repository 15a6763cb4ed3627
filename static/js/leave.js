// Quick exit: one press, or Shift three times within five seconds.
// Without this script the link goes to /leave/, which signs out and sends on.
const PRESSES = 3;
const WITHIN = 5000; // milliseconds
const link = document.querySelector("a.btn[data-leave]");

function leave(event) {
  event?.preventDefault();
  document.documentElement.replaceChildren(); // first of all: nothing left to read
  navigator.sendBeacon?.(link.href); // signs out and clears this browser's data, in its own time
  location.replace(link.dataset.to); // so that this page is not behind "back"
}

function status() {
  const region = document.createElement("p");
  region.className = "vh";
  region.setAttribute("role", "status");
  document.body.append(region);
  return region;
}

if (link) {
  const region = status();
  let presses = 0;
  let typing = false;
  let timer = 0;
  const say = (words) => { region.textContent = words; };
  const reset = () => {
    presses = 0;
    clearTimeout(timer);
    link.removeAttribute("data-presses");
  };
  const expire = () => {
    reset();
    say("Leaving with Shift has ended.");
    timer = setTimeout(() => say(""), WITHIN);
  };
  const count = () => {
    clearTimeout(timer);
    presses += 1;
    if (presses === PRESSES) { leave(); return; }
    const left = PRESSES - presses;
    link.dataset.presses = presses;
    say(`Shift, press ${left} more ${left === 1 ? "time" : "times"} to leave.`);
    timer = setTimeout(expire, WITHIN);
  };

  for (const each of document.querySelectorAll("a[data-leave]")) each.addEventListener("click", leave);
  addEventListener("keydown", (event) => {
    if (event.key === "Shift") return;
    typing = event.shiftKey; // Shift is making a capital letter
    reset();
    say("");
  }, true);
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return;
    if (!typing) count();
    if (!event.shiftKey) typing = false; // both Shift keys are up again
  }, true);
  // From the browser's memory the page would be blank: fetch it anew.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
