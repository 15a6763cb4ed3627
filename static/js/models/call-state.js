// How a session's room stands for one page, and what it says about it. No DOM, no clock, no network.

/**
 * Who is here, in which way, and whether somebody paused. The server tells all of it at once, again
 * and again: whatever was missed in between is made good by the next word.
 */
export class CallState {
  way = "text"; // mine: "voice", "listen" or "text"
  seat = ""; // of the other page; "" while nobody is there
  away = false; // the server lost the other page, while the call may well go on
  theirWay = "";
  parted = ""; // how the other one's last visit ended
  paused = false;
  theirPause = false;
  their = { mic: false, camera: false };
  captions = false; // on this page, of the other one's words
  captioned = false; // the own words, on the other page
  more = false; // this side would like five more minutes; of the other one nothing is known
  extra = 0; // minutes that both wanted

  constructor(name) { this.name = name; }

  /** Takes the server's word; gives what changed for the call: "met", "gone", "paused", "resumed". */
  stand({ other, way, parted, paused, theirs, captions = false, captioned = false, more = false, extra = 0 }) {
    const before = { seat: this.seat, still: this.isPaused };
    Object.assign(this, { parted, paused, theirPause: theirs, captions, captioned, more, extra });
    // Sound and picture do not go by the server: a page that only it lost is still there.
    this.away = !other && parted === "lost" && this.isCall;
    if (!this.away) Object.assign(this, { seat: other, theirWay: way });
    const changed = new Set();
    if (this.seat !== before.seat) {
      this.their = { mic: false, camera: false };
      if (before.seat) changed.add("gone");
      if (this.seat) changed.add("met");
    }
    if (this.isPaused !== before.still) changed.add(this.isPaused ? "paused" : "resumed");
    return changed;
  }

  /** The page that the server lost did not come back, and nothing comes from it. */
  giveUp() { Object.assign(this, { seat: "", away: false, their: { mic: false, camera: false } }); }

  get isPaused() { return this.paused || this.theirPause; }

  /** Whether there is a call at all: both are here, and neither chose text. */
  get isCall() { return Boolean(this.seat) && this.way !== "text" && this.theirWay !== "text"; }

  /** Whether sound and picture may leave this device. */
  get maySend() { return this.isCall && !this.isPaused; }

  /** One word for the whole: "paused", "alone", "text" or "call". */
  get phase() {
    if (this.isPaused) return "paused";
    if (!this.seat) return "alone";
    return this.isCall ? "call" : "text";
  }

  /** The sentence at the top. `line`: "connecting", "on" or "weak". */
  words(line = "on") {
    const { name } = this;
    if (this.paused && this.theirPause) return "Paused. Take your time. You both asked for it; each goes on when it is right.";
    if (this.paused) return "Paused. Take your time. Nothing is heard or seen until you go on.";
    if (this.theirPause) return `Paused. Take your time. ${name} asked for it, and goes on when it is right.`;
    if (!this.seat) return this.#aloneWords();
    if (this.way === "text") return `${name} is here. You are here by text only.`;
    if (this.theirWay === "text") return `${name} is here, by text only. Your microphone and camera are off.`;
    if (line === "connecting") return `${name} is here. Connecting…`;
    if (line === "weak" && this.away) return `${name}’s line is away. Connecting again…`;
    if (line === "weak") return "The line is weak. Connecting again…";
    return this.theirWay === "listen" ? `You are connected. ${name} listens.` : `You are connected with ${name}.`;
  }

  #aloneWords() {
    if (this.parted === "left") return `${this.name} left. You can stay or close.`;
    if (this.parted === "lost" || this.parted === "moved") return `${this.name}’s line is away. We keep the room open.`;
    return `${this.name} is not here yet. You are in the room.`;
  }

  /** Whether one may say that more time would be good; `left` in milliseconds until the planned end. */
  mayWantMore(left) { return !this.extra && Boolean(this.seat) && !this.isPaused && left > 0 && left <= MORE; }

  /** What is said beside it. Before both ticked it, nobody is told what the other one would like. */
  get moreWords() {
    if (this.extra) return "You both wanted five more minutes. They are yours.";
    return this.more ? `Only you see this. If ${this.name} ticks it too, you both see that there is more time.` : "";
  }

  /** What the one whose words are shown is told, before the first of them. */
  get captionWords() {
    return this.captioned && this.isCall ? `Captions are on for ${this.name}: your words show there as text. They stay on ${this.name}’s device and are not kept.` : "";
  }

  /** What is on, of both. */
  mediaWords({ mic, camera }) {
    if (!this.isCall || this.isPaused) return "";
    const { name, their } = this;
    const theirs = this.theirWay === "listen" && !their.camera ? "" : `${name}’s microphone is ${their.mic ? "on" : "off"}${their.camera ? ", and the camera is on" : ""}. `;
    const mine = mic ? `${name} can hear you${camera ? " and see you" : ""}.` : `${name} cannot hear you${camera ? ", but can see you" : ""}.`;
    return theirs + mine;
  }
}

const MORE = 300_000; // milliseconds before the planned end in which more time can be wished
const QUIET = 2500; // milliseconds without a word through the relay: the way is gone
const PATIENCE = [4000, 5000, 7000, 10_000]; // for one try, the next, …
const WEAK_AFTER = 3; // tries

/** Watches one line: when to look for a new way, when to begin anew, when to say that it is weak. */
export class Line {
  #since = null; // when the running try began; null while the line is on
  #tries = 0;
  #heard = 0;

  /** A call begins. */
  begin(now) { this.#since = now; this.#tries = 0; this.#heard = now; }

  end() { this.#since = null; this.#tries = 0; this.#heard = 0; }

  /** A word came through; gives whether the line was not on before. */
  heard(now) {
    const back = this.#since !== null;
    this.#heard = now;
    this.#since = null;
    this.#tries = 0;
    return back;
  }

  /** The browser itself says that the way is gone. */
  broke(now) { if (this.#since === null) this.#heard = Math.min(this.#heard, now - QUIET); }

  /** Called often. What to do now: null, "restart" (look for a new way) or "anew" (begin again). */
  tick(now) {
    if (!this.#heard) return null;
    if (this.#since === null) {
      if (now - this.#heard < QUIET) return null;
      this.#since = now;
      this.#tries = 1;
      return "restart";
    }
    if (now - this.#since < PATIENCE[Math.min(this.#tries, PATIENCE.length - 1)]) return null;
    this.#since = now;
    this.#tries += 1;
    return this.#tries % 2 ? "restart" : "anew";
  }

  get state() {
    if (this.#since === null) return "on";
    return this.#tries ? "weak" : "connecting";
  }

  /** Whether it is time to offer text instead. */
  get isHopeless() { return this.#tries >= WEAK_AFTER; }
}

const LATE = 180_000; // milliseconds: source, the handbook's interface, session room (c)

/** Since when somebody is in the room without the other one, to say so after three minutes. */
export class Alone {
  #since = 0; #entered = 0;

  /** This page went in; `begun`: milliseconds since the planned start, less than 0 before it. */
  begin(now, begun) { this.#since = now - begun; this.#entered = now; }

  /** The other one came or went: from here it is counted anew. */
  changed(now) { this.#since = now; }

  /** Whoever was there before is not late: then it counts from when this page went in. */
  isLate(state, now) {
    const since = state.parted ? Math.max(this.#since, this.#entered) : this.#since;
    return !state.seat && !state.isPaused && now - since > LATE;
  }
}

/** The time that is left, in words that do not hurry; `left` in milliseconds until the planned end. */
export function timeWords(left) {
  const minutes = left / 60_000;
  if (minutes <= 0) return "The planned time is over. There is no hurry; the room stays open for a while.";
  if (minutes <= 1.5) return "About one minute left";
  if (minutes <= 7.5) return "About five minutes left";
  return `About ${Math.max(10, Math.round(minutes / 5) * 5)} minutes left`;
}
