// <call-check>: try the microphone, the camera and the speaker before a session. Nothing leaves.
import { Devices } from "./call-devices.js";

const TONE = { pitch: 330, loud: 0.06, long: 1.2 }; // hertz, of 1, seconds: soft

class CallCheck extends HTMLElement {
  #devices = new Devices(); #context = null; #frame = 0;

  connectedCallback() {
    this.#part("check").hidden = false;
    this.addEventListener("click", (event) => {
      const what = event.target.closest("[data-do]")?.dataset.do;
      if (what) this.#press(what);
    });
    this.querySelector("details").addEventListener("toggle", ({ target }) => { if (!target.open) this.stop(); });
  }

  disconnectedCallback() { this.stop(); }

  /** Gives everything back. */
  stop() {
    cancelAnimationFrame(this.#frame);
    this.#devices.turnAllOff();
    this.#context?.close();
    this.#context = null;
    this.#part("level").hidden = true;
    this.#part("picture").hidden = true;
    this.#part("picture").srcObject = null;
    this.#button("stop").hidden = true;
  }

  async #press(what) {
    if (what === "stop") { this.stop(); this.#say(""); this.#button("microphone").focus(); return; }
    if (what === "tone") { this.#play(); return; }
    const trouble = await this.#devices.turnOn(what === "camera" ? "video" : "audio");
    this.#say(trouble);
    if (trouble) return;
    this.#button("stop").hidden = false;
    if (what === "camera") this.#show();
    else this.#measure();
  }

  #play() {
    this.#context ??= new AudioContext();
    const { currentTime: now, destination } = this.#context;
    const tone = this.#context.createOscillator();
    const gain = this.#context.createGain();
    tone.frequency.value = TONE.pitch;
    gain.gain.setValueAtTime(0, now);
    gain.gain.linearRampToValueAtTime(TONE.loud, now + TONE.long / 3);
    gain.gain.linearRampToValueAtTime(0, now + TONE.long);
    tone.connect(gain).connect(destination);
    tone.start(now);
    tone.stop(now + TONE.long);
    this.#say("Did you hear it? If not, look at the loudness of this device.");
  }

  #show() {
    const picture = this.#part("picture");
    picture.srcObject = this.#devices.picture;
    picture.hidden = false;
    picture.play().catch(() => {});
  }

  #measure() {
    this.#context ??= new AudioContext();
    const analyser = this.#context.createAnalyser();
    this.#context.createMediaStreamSource(this.#devices.sound).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    const meter = this.querySelector("meter");
    this.#part("level").hidden = false;
    const look = () => {
      analyser.getFloatTimeDomainData(wave);
      meter.value = Math.min(1, 4 * Math.sqrt(wave.reduce((sum, each) => sum + each * each, 0) / wave.length));
      this.#frame = requestAnimationFrame(look);
    };
    look();
  }

  #part(name) { return this.querySelector(`[data-${name}]`); }

  #button(name) { return this.querySelector(`[data-do="${name}"]`); }

  #say(words) { this.#part("check-words").textContent = words; }
}

customElements.define("call-check", CallCheck);
