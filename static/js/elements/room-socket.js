// A socket that comes back: tells of frames, of coming up and of going down.
import { delay } from "../models/backoff.js";

const NOT_FOUND = 4404;
const SIGN_IN = 4401;
const LOOK_AGAIN = 4409; // what the reader may do here has changed
const SILENCE = 50_000; // milliseconds; two heartbeats are missing: the line is dead

export class RoomSocket {
  #socket = null;
  #attempt = 0;
  #timer = 0;
  #silence = 0;
  #ended = false;
  wasUp = false;

  /** `ends`: close codes after which it does not come back. */
  constructor(path, { onUp, onDown, onFrame, onEnd, onLook, ends = [NOT_FOUND, SIGN_IN] }) {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.url = `${scheme}//${location.host}${path}`;
    this.ends = ends;
    this.on = { onUp, onDown, onFrame, onEnd, onLook };
  }

  get isUp() { return this.#socket?.readyState === WebSocket.OPEN; }

  open() {
    clearTimeout(this.#timer);
    this.#socket = new WebSocket(this.url);
    this.#socket.onmessage = ({ data }) => this.#heard(JSON.parse(data));
    this.#socket.onclose = ({ code }) => this.#closed(code);
  }

  send(frame) {
    if (!this.isUp) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Try at once instead of waiting. */
  hurry() {
    if (!this.#ended && (!this.#socket || this.#socket.readyState === WebSocket.CLOSED)) this.open();
  }

  end() {
    this.#ended = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    this.#socket?.close();
  }

  #heard(frame) {
    // A socket is up when the room speaks, not when the line stands.
    if (!this.wasUp) {
      this.wasUp = true;
      this.#attempt = 0;
      this.on.onUp();
    }
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#drop(), SILENCE);
    this.on.onFrame(frame);
  }

  #drop() {
    const socket = this.#socket;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
    this.#closed(0);
  }

  #closed(code) {
    clearTimeout(this.#silence);
    this.#socket = null;
    this.wasUp = false;
    if (this.#ended) return;
    if (this.ends.includes(code)) {
      this.#ended = true;
      this.on.onEnd(code);
      return;
    }
    if (code === LOOK_AGAIN) this.on.onLook();
    else this.on.onDown();
    this.#timer = setTimeout(() => this.open(), code === LOOK_AGAIN ? 0 : delay(this.#attempt));
    this.#attempt += 1;
  }
}
