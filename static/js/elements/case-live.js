// <case-live data-case="4711" data-socket="…">: says that something happened in this case since the
// page was made, such as an answer of the person. It shows a link; nothing on the page moves by
// itself. The socket says only which case changed, never what.
import { announce } from "../app.js";

const FIRST_RETRY = 1_000; // milliseconds
const LAST_RETRY = 30_000;

export class CaseLive extends HTMLElement {
  #socket = null;
  #retry = FIRST_RETRY;
  #timer = 0;

  connectedCallback() {
    this.#connect();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #connect() {
    const address = new URL(this.dataset.socket, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("open", () => { this.#retry = FIRST_RETRY; });
    socket.addEventListener("message", (event) => this.#heard(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      if (this.#socket !== socket) return;
      this.#timer = setTimeout(() => this.#connect(), this.#retry * (0.5 + Math.random()));
      this.#retry = Math.min(this.#retry * 2, LAST_RETRY);
    });
  }

  #heard(frame) {
    if (String(frame.id) !== this.dataset.case || !this.hidden) return;
    this.hidden = false;
    announce(this.textContent.trim());
  }
}

customElements.define("case-live", CaseLive);
