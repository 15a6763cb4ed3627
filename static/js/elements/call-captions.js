// Captions in the room of a session: the other one's words, made by this device and shown on it alone.
// The other one is told before the first word, and nothing but "on" and "off" is ever sent.
import { Captions, languageOf, mayAsk } from "../models/captions.js";

export class CallCaptions {
  #room; #ask; #tell; #captions; #offer = null; #wants = false; #told = false;

  /** `room`: the element; `ask(frame)`: whether it went out; `tell(words)`: something to know. */
  constructor(room, { ask, tell }) {
    this.#room = room;
    this.#ask = ask;
    this.#tell = tell;
    const engine = mayAsk(navigator.userAgentData?.brands) ? globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition : null;
    this.#captions = new Captions(engine, {
      language: languageOf(navigator.languages),
      lines: (words) => this.#show(words),
      end: (words) => { this.#turn(false); this.#tell(words); },
    });
  }

  hear(track) { this.#captions.hear(track); }

  /** The page took its seat again: the server says "off" of a new visit until it hears otherwise. */
  joined() { if (this.#wants) this.#ask({ t: "captions", on: true }); }

  /** Takes how the room stands: nothing is listened to before the other one was told, nor in a pause. */
  stand(state) {
    if (state.isCall && this.#offer === null) this.#look();
    if (this.#wants && state.captions) this.#told = true;
    this.#captions.want(this.#wants && this.#told && state.maySend);
    this.#draw(state.isCall && !state.isPaused);
  }

  press(what) {
    if (what === "captions") this.#turn(!this.#wants);
    if (what === "get-captions") this.#get();
    if (what === "read-captions") this.#readAloud();
  }

  stop() {
    this.#wants = this.#told = false;
    this.#captions.want(false);
    this.#captions.hear(null);
    this.#draw(false);
  }

  async #look() {
    this.#offer = "";
    this.#offer = await this.#captions.offer();
    this.#draw(true);
  }

  async #get() {
    this.#part("get-captions").setAttribute("aria-disabled", "true");
    this.#tell("Your browser gets captions ready. You can go on meanwhile.");
    this.#offer = await this.#captions.makeReady();
    this.#tell(this.#offer === "captions" ? "Captions are ready. They are off until you turn them on." : "Captions cannot be made ready on this device.");
    this.#draw(true);
  }

  #turn(on) {
    if (!this.#ask({ t: "captions", on }) && on) return;
    this.#wants = on;
    if (!on) { this.#told = false; this.#captions.want(false); }
    this.#draw(true);
  }

  #readAloud() {
    const lines = this.#room.querySelector("[data-caption-lines]");
    const aloud = lines.getAttribute("aria-live") === "off";
    lines.setAttribute("aria-live", aloud ? "polite" : "off");
    this.#mark(this.#part("read-captions"), aloud);
  }

  #part(name) { return this.#room.querySelector(`[data-do="${name}"]`); }

  #mark(button, on) {
    button.setAttribute("aria-pressed", String(on));
    button.querySelector("[data-state]").textContent = on ? "on" : "off";
  }

  #draw(calling) {
    const button = this.#part("captions");
    if (!button) return;
    button.hidden = !calling || this.#offer !== "captions";
    this.#mark(button, this.#wants);
    this.#room.querySelector("[data-get]").hidden = !calling || this.#offer !== "ready";
    this.#room.querySelector("[data-captions]").hidden = !calling || !this.#wants;
  }

  #show(words) {
    const lines = words.map((each) => Object.assign(document.createElement("p"), { textContent: each }));
    this.#room.querySelector("[data-caption-lines]")?.replaceChildren(...lines);
  }
}
