// The microphone and the camera of this device. Each is asked for by a press, and given back.
const ASK = {
  audio: { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } },
  video: { video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 20, max: 30 } } },
};
const WHY = {
  NotAllowedError: "Your browser did not let us. You can change that in its settings for this site, beside the address.",
  NotFoundError: "We found none on this device.",
  NotReadableError: "Another program uses it at the moment.",
};

export class Devices {
  #held = { audio: null, video: null };
  #muted = false;

  /** `onLost`: something was unplugged, or taken away by the system. */
  constructor(onLost = () => {}) { this.onLost = onLost; }

  get can() { return Boolean(navigator.mediaDevices?.getUserMedia); }

  /** What may be sent now: tracks or null. A muted microphone is held, and sends silence. */
  get tracks() { return { ...this.#held }; }

  get mic() { return Boolean(this.#held.audio) && !this.#muted; }

  get camera() { return Boolean(this.#held.video); }

  /** Turns one on; gives "" or, in words, why it could not be. */
  async turnOn(kind) {
    if (kind === "audio" && this.#held.audio?.readyState === "live") {
      this.#mute(false);
      return "";
    }
    if (!this.can) return "This browser cannot do it on this page.";
    try {
      const stream = await navigator.mediaDevices.getUserMedia(ASK[kind]);
      const [track] = stream.getTracks();
      track.addEventListener("ended", () => { this.turnOff(kind); this.onLost(); });
      this.#held[kind] = track;
      if (kind === "audio") this.#mute(false);
      return "";
    } catch ({ name }) {
      return WHY[name] ?? "It could not be turned on.";
    }
  }

  /** Quiet, yet held: some browsers ask again for a microphone that was given back. */
  mute() { this.#mute(true); }

  /** Gives one back, and its light goes out. */
  turnOff(kind) {
    this.#held[kind]?.stop();
    this.#held[kind] = null;
  }

  turnAllOff() {
    this.turnOff("audio");
    this.turnOff("video");
  }

  /** The own picture, for the small tile; null while the camera is off. */
  get picture() { return this.#held.video && new MediaStream([this.#held.video]); }

  get sound() { return this.#held.audio && new MediaStream([this.#held.audio]); }

  #mute(muted) {
    this.#muted = muted;
    if (this.#held.audio) this.#held.audio.enabled = !muted;
  }
}
