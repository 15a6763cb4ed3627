// <call-door data-wait>: the page of a room that is not open yet looks again when it opens.
import { announce } from "../app.js";

const LONGEST = 3_600_000; // milliseconds; longer waits are no matter of one open page
const LATER = 500; // so that our clock is surely past it

class CallDoor extends HTMLElement {
  connectedCallback() {
    const wait = Number(this.dataset.wait);
    const words = this.querySelector("[data-words]");
    if (wait > LONGEST) { words.textContent = "Come back then. We remind you as you chose."; return; }
    words.textContent = "You can leave this page open: it goes on to the room by itself.";
    setTimeout(() => {
      announce("The room is open.");
      location.reload();
    }, wait + LATER);
  }
}

customElements.define("call-door", CallDoor);
