// Captions that a browser makes by itself: what may be offered, and the few lines that are shown.
// No DOM and no network. Source: Web Speech API, `available`, `install` and `processLocally`.

export const LINES = 3;
const LONGEST = 160; // characters of one line: what was said last is at its end
const AGAIN = 300; // milliseconds until a recogniser that ended by itself is begun anew
const SHORT = 1000; // milliseconds: a run that ended sooner and heard nothing did not work
const TRIES = 5; // such runs in a row

const NOT_HERE = "Captions have ended: this browser cannot make them on this device alone, and what is said is sent nowhere.";
const STOPPED = "Captions have ended. You can turn them on again.";
// What a recogniser reports without being at its end: silence, and our own stopping.
const HARMLESS = new Set(["no-speech", "aborted"]);
const NOT_LOCAL = new Set(["service-not-allowed", "language-not-supported", "network", "not-allowed"]);

// Browsers of which we know that there is an engine behind the question. Others that are built from
// the same source can have the question without it, and the page of who asks it then dies.
const ASKED = new Set(["Google Chrome", "Microsoft Edge"]);

/** Whether this browser can be asked at all; `brands`: of navigator.userAgentData. */
export function mayAsk(brands) { return Boolean(brands?.some(({ brand }) => ASKED.has(brand))); }

/** The sentence with which captions end after this error; "" where they go on. */
export function endWords(error) {
  if (HARMLESS.has(error)) return "";
  return NOT_LOCAL.has(error) ? NOT_HERE : STOPPED;
}

/** The language to listen for: the reader's own kind of English, as this site speaks English. */
export function languageOf(languages) {
  return languages?.find((each) => /^en-[A-Z]{2}$/.test(each)) ?? "en-US";
}

/** The last few things that were said. */
export class CaptionLines {
  #before = []; #now = [];

  /** Takes all that one run of a recogniser has understood so far. */
  take(results) {
    const said = Array.from(results, ([best]) => best.transcript.trim()).filter(Boolean);
    this.#now = said.slice(-LINES).map(tail);
  }

  /** The run has ended; the next one begins with nothing. */
  settle() { this.#before = this.words; this.#now = []; }

  clear() { this.#before = []; this.#now = []; }

  get words() { return [...this.#before, ...this.#now].slice(-LINES); }
}

function tail(line) {
  if (line.length <= LONGEST) return line;
  const end = line.slice(-LONGEST);
  return `…${end.slice(end.indexOf(" "))}`;
}

/**
 * Listens to one track with a recogniser of this device, and with no other: where the browser
 * cannot promise that, it ends and says so.
 */
export class Captions {
  #api; #language; #on; #track = null; #wanted = false; #recogniser = null; #timer = 0; #began = 0; #short = 0;
  #lines = new CaptionLines();

  /** `api`: SpeechRecognition or nothing; `on.lines(words)`; `on.end(sentence)`: they cannot go on. */
  constructor(api, { language = "en-US", ...on }) { this.#api = api; this.#language = language; this.#on = on; }

  /** What this browser can do: "captions", "ready" (it has to get something first), or "". */
  async offer() {
    try {
      if (typeof this.#api?.available !== "function" || !("processLocally" in new this.#api())) return "";
      const found = await this.#api.available(this.#wish);
      if (found === "available") return "captions";
      const can = found === "downloadable" || found === "downloading";
      return can && typeof this.#api.install === "function" ? "ready" : "";
    } catch { return ""; }
  }

  /** Gets what is missing, after a press alone; gives what can be offered then. */
  async makeReady() {
    try { await this.#api.install(this.#wish); } catch { return ""; }
    return this.offer();
  }

  /** Listens to this track, or to nothing: null. */
  hear(track) {
    if (track === this.#track) return;
    this.#track = track;
    this.#drop();
    this.#run();
  }

  /** On or off. Off, what was shown is gone. */
  want(wanted) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.#short = 0;
    if (wanted) this.#run();
    else this.#stop();
  }

  get #wish() { return { langs: [this.#language], processLocally: true }; }

  #run() {
    clearTimeout(this.#timer);
    if (!this.#wanted || this.#recogniser || this.#track?.readyState !== "live") return;
    const recogniser = new this.#api();
    if (!("processLocally" in recogniser)) { this.#end(NOT_HERE); return; }
    recogniser.processLocally = true;
    if (recogniser.processLocally !== true) { this.#end(NOT_HERE); return; }
    Object.assign(recogniser, { lang: this.#language, continuous: true, interimResults: true });
    const mine = (then) => (event) => { if (this.#recogniser === recogniser) then(event); };
    recogniser.onresult = mine(({ results }) => this.#take(results));
    recogniser.onerror = mine(({ error }) => { const words = endWords(error); if (words) this.#end(words); });
    recogniser.onend = mine(() => this.#again());
    this.#recogniser = recogniser;
    this.#began = performance.now();
    try { recogniser.start(this.#track); } catch { this.#end(STOPPED); }
  }

  #take(results) {
    this.#short = 0;
    this.#lines.take(results);
    this.#on.lines(this.#lines.words);
  }

  /** It ended by itself, as they do after a silence. */
  #again() {
    this.#recogniser = null;
    this.#lines.settle();
    this.#short = performance.now() - this.#began < SHORT ? this.#short + 1 : 0;
    if (this.#short >= TRIES) this.#end(STOPPED);
    else this.#timer = setTimeout(() => this.#run(), AGAIN);
  }

  #drop() {
    clearTimeout(this.#timer);
    const recogniser = this.#recogniser;
    this.#recogniser = null;
    if (!recogniser) return;
    this.#lines.settle();
    try { recogniser.abort(); } catch { /* it had ended */ }
  }

  #stop() {
    this.#drop();
    this.#lines.clear();
    this.#on.lines([]);
  }

  #end(words) {
    this.#wanted = false;
    this.#stop();
    this.#on.end(words);
  }
}
