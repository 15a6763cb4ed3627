// <call-room>: the two people of a session meet. Nothing starts before a press, and whatever the
// line does, the text beside it stays as it is.
import { announce } from "../app.js";
import { Alone, CallState, Line, timeWords } from "../models/call-state.js";
import { CallCaptions } from "./call-captions.js";
import { Devices } from "./call-devices.js";
import { Peer } from "./call-peer.js";
import { RoomSocket } from "./room-socket.js";

const TICK = 250; // milliseconds between two looks at the line
const MINUTE = 60_000;
const SIGN_IN = 4401, NOT_FOUND = 4404, ELSEWHERE = 4408, OVER = 4410;
const ENDS = {
  [SIGN_IN]: "You are signed out. Sign in again to go on.",
  [NOT_FOUND]: "This room is not open to you any more.",
  [ELSEWHERE]: "You went on in another tab or on another device.",
  [OVER]: "This room is closed now.",
};

class CallRoom extends HTMLElement {
  #state; #socket = null; #peer = null; #relay = null; #pending = null; #ended = "";
  #devices = new Devices(() => this.#sendMine());
  #line = new Line();
  #alone = new Alone();
  #captions = new CallCaptions(this, { ask: (frame) => Boolean(this.#socket?.send(frame)), tell: (words) => this.#note(words) });
  #seat = crypto.randomUUID();
  #kinds = "camera" in this.dataset ? ["audio", "video"] : ["audio"];
  #loadedAt = performance.now(); #timers = []; #patient = false; #said = ""; #told = ""; #wasUp = false;

  connectedCallback() {
    this.#state = new CallState(this.dataset.other);
    this.#part("plain").remove();
    this.#show("door", true);
    const canCall = "RTCPeerConnection" in window && this.#devices.can;
    this.#show("try", canCall);
    for (const button of this.querySelectorAll("[data-join]")) {
      button.hidden = !canCall && button.dataset.join !== "text";
      button.addEventListener("click", () => this.#join(button.dataset.join));
    }
    this.addEventListener("click", ({ target }) => {
      const what = target.closest("[data-do]")?.dataset.do;
      if (what && !target.closest("call-check")) this.#do(what);
    });
    addEventListener("online", () => this.#socket?.hurry());
    addEventListener("pagehide", () => this.#close());
    addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
  }

  disconnectedCallback() { this.#close(); }

  /** Whether this side begins calls: the specialist's does. */
  get #calls() { return this.dataset.role === "impolite"; }

  #part(name) { return this.querySelector(`[data-${name}]`); }

  #show(name, shown) { const part = this.#part(name); if (part) part.hidden = !shown; }

  // ---- going in and out

  async #join(way) {
    this.querySelector("call-check")?.stop();
    this.#show("door", false);
    this.#show("try", false);
    this.#show("over", false);
    this.#show("stage", true);
    this.#part("stage").focus();
    this.#state.way = way;
    this.#ended = "";
    if (way === "voice") {
      this.#say("Your browser may ask for your microphone now.");
      await this.#turnOn("audio");
    }
    this.#socket = new RoomSocket(this.dataset.socket, {
      ends: Object.keys(ENDS).map(Number),
      onUp: () => { this.#wasUp = true; this.#draw(); },
      onDown: () => this.#draw(),
      onLook: () => {},
      onFrame: (frame) => this.#heard(frame),
      onEnd: (code) => this.#end(this.#ended || ENDS[code]),
    });
    this.#socket.open();
    this.#alone.begin(performance.now(), Number(this.dataset.begun) + performance.now() - this.#loadedAt);
    this.#timers = [setInterval(() => this.#tick(), TICK), setInterval(() => this.#tellTime(), MINUTE / 4)];
    this.#tellTime();
    this.#draw();
  }

  #leave() {
    this.#socket.send({ t: "bye" });
    this.#end("You left. You can come back while the room is open.");
    this.querySelector("[data-do=again]").hidden = false;
  }

  #end(words) {
    this.#part("leaving").close();
    this.#close();
    this.#show("stage", false);
    this.#show("over", true);
    this.#part("over-words").textContent = words;
    this.#part("over").focus();
    announce(words);
  }

  #close() {
    for (const timer of this.#timers) clearInterval(timer);
    this.#captions.stop();
    this.#hangUp();
    this.#devices.turnAllOff();
    this.#socket?.end();
    this.#socket = null;
  }

  // ---- what the server and the other page say

  #heard(frame) {
    switch (frame.t) {
      case "hello":
        this.#socket.send({ t: "join", seat: this.#seat, way: this.#state.way });
        this.#captions.joined();
        break;
      case "relay": this.#take(frame.relay); break;
      case "stand": this.#stand(frame); break;
      case "ended": this.#ended = frame.by === "you" ? "You ended this session." : `${this.dataset.other} ended this session. You did nothing wrong.`; break;
      case "error":
        if (frame.message) this.#trouble(frame.message);
        if (frame.code === "no_room" || frame.code === "not_now") this.#state.more = false;
        this.#draw();
        break;
      default: if (frame.from === this.#state.seat) this.#signalled(frame);
    }
  }

  #stand(frame) {
    const changed = this.#state.stand(frame);
    if (changed.has("gone")) this.#hangUp();
    if (changed.has("met") || changed.has("gone")) this.#alone.changed(performance.now());
    if (changed.has("paused")) { this.#note(""); this.#devices.turnAllOff(); this.#sendMine(); }
    if (changed.has("resumed")) this.#note(this.#state.way === "voice" ? "The pause is over. Your microphone and camera are off until you turn them on." : "The pause is over.");
    if (this.#state.seat && this.#state.theirWay === "text") this.#devices.turnAllOff();
    if (!this.#state.isCall) this.#hangUp();
    else if (!this.#peer && this.#calls) this.#call();
    else this.#sendMine();
    this.#captions.stand(this.#state);
    this.#tellTime();
  }

  /** The side that calls begins; the other answers. A new word means a new call. */
  #call() {
    if (!this.#relay) return;
    this.#hangUp();
    this.#begin(crypto.randomUUID(), true);
  }

  #signalled(frame) {
    if (frame.t === "offer" && frame.call !== this.#peer?.call) {
      if (this.#calls || !this.#relay || !this.#state.isCall) return;
      this.#hangUp();
      this.#begin(frame.call, false);
    }
    if (frame.call !== this.#peer?.call) return;
    if (frame.t === "media") {
      this.#state.their = { mic: frame.mic, camera: frame.camera };
      this.#draw();
    } else this.#peer.take(frame);
  }

  #begin(call, calls) {
    this.#line.begin(performance.now());
    this.#connect(call, calls);
  }

  #connect(call, calls) {
    this.#peer = new Peer({
      call, calls, relay: this.#relay, kinds: this.#kinds, tracks: this.#mine,
      polite: !this.#calls,
      on: {
        signal: (frame) => this.#socket?.send(frame),
        track: (track) => this.#play(track),
        broke: () => this.#line.broke(performance.now()),
        heard: () => { if (this.#line.heard(performance.now())) { this.#patient = false; this.#tellMedia(true); this.#draw(); } },
      },
    });
    this.#tellMedia(true);
  }

  #hangUp() {
    this.#peer?.close();
    this.#peer = null;
    this.#line.end();
    this.#captions.hear(null);
    this.#part("theirs").srcObject = null;
  }

  // ---- the line

  #tick() {
    const move = this.#peer && this.#line.tick(performance.now());
    if (move) this.#mend(move);
    if (this.#state.away && this.#line.isHopeless) {
      this.#state.giveUp();
      this.#hangUp();
      this.#alone.changed(performance.now());
      this.#draw();
    }
    this.#show("late", this.#alone.isLate(this.#state, performance.now()));
    this.#show("weak", Boolean(this.#peer) && this.#line.isHopeless && !this.#patient);
    if (move) this.#draw();
  }

  /** Looks for a new way: with a fresh credential if the server can be asked, else with the old one. */
  #mend(move) {
    this.#pending = move;
    if (!this.#socket.send({ t: "relay" })) this.#take(this.#relay);
  }

  #take(relay) {
    this.#relay = relay;
    const move = this.#pending;
    this.#pending = null;
    if (!move || !this.#peer || !relay) return;
    if (move === "restart" && this.#peer.restart(relay)) return;
    if (!this.#calls) return; // the other side begins anew
    this.#peer.close();
    this.#part("theirs").srcObject = null;
    this.#connect(crypto.randomUUID(), true);
  }

  // ---- what is sent and shown

  get #mine() { return this.#state.maySend ? this.#devices.tracks : { audio: null, video: null }; }

  #sendMine() {
    this.#peer?.send(this.#mine);
    this.#tellMedia();
    this.#draw();
  }

  /** Says what is on, when it changed or (`anew`) when the other side may not have heard it. */
  #tellMedia(anew = false) {
    if (!this.#peer) return;
    const { maySend } = this.#state;
    const mic = this.#devices.mic && maySend, camera = this.#devices.camera && maySend;
    const told = `${mic} ${camera}`;
    if (told === this.#told && !anew) return;
    if (this.#socket?.send({ t: "media", call: this.#peer.call, mic, camera })) this.#told = told;
  }

  async #play(track) {
    const theirs = this.#part("theirs");
    theirs.srcObject ??= new MediaStream();
    theirs.srcObject.addTrack(track);
    if (track.kind === "audio") this.#captions.hear(track);
    try {
      await theirs.play();
      this.#show("hear", false);
    } catch ({ name }) { this.#show("hear", name === "NotAllowedError"); }
  }

  async #turnOn(kind) {
    this.#note("");
    const trouble = await this.#devices.turnOn(kind);
    this.#trouble(trouble && `${kind === "audio" ? "Your microphone" : "Your camera"} is not on. ${trouble}`);
  }

  // ---- what the person does

  async #do(what) {
    switch (what) {
      case "more": this.#wantMore(this.querySelector("[data-do=more]").checked); break;
      case "microphone":
        if (this.#devices.mic) this.#devices.mute();
        else await this.#turnOn("audio");
        this.#sendMine();
        break;
      case "camera":
        if (this.#devices.camera) this.#devices.turnOff("video");
        else await this.#turnOn("video");
        this.#sendMine();
        break;
      case "text": this.#go("text"); break;
      case "talk": this.#go("voice"); break;
      case "captions": case "get-captions": case "read-captions": this.#captions.press(what); break;
      case "pause": this.#devices.turnAllOff(); this.#sendMine(); this.#ask({ t: "pause" }); break;
      case "resume": this.#ask({ t: "resume" }); break;
      case "wait": this.#patient = true; break;
      case "hear": this.#part("theirs").play().then(() => this.#show("hear", false), () => {}); break;
      case "leave": this.#part("leaving").showModal(); break;
      case "stay": this.#part("leaving").close(); break;
      case "bye": this.#leave(); break;
      case "end": this.#part("leaving").close(); this.#ask({ t: "end" }); break;
      case "again": this.querySelector("[data-do=again]").hidden = true; this.#join(this.#state.way); break;
      case "hide-time": this.#part("time").remove(); this.#part("stage").focus(); break;
    }
  }

  #ask(frame) {
    const sent = Boolean(this.#socket?.send(frame));
    if (!sent) this.#trouble("The line is away. Please try again in a moment.");
    return sent;
  }

  #wantMore(on) {
    this.#trouble("");
    if (this.#ask({ t: "more", on })) this.#state.more = on;
    this.#draw();
  }

  /** On by text, or with one's voice again. The camera stays off until it is turned on. */
  #go(way) {
    this.#state.way = way;
    this.#devices.turnAllOff();
    if (way === "text") this.#hangUp();
    this.#note(way === "text" ? "" : "Your microphone is off until you turn it on.");
    this.#ask({ t: "way", way });
    this.#captions.stand(this.#state);
    this.#draw();
    this.#part("stage").focus();
  }

  // ---- words

  #draw() {
    const state = this.#state, stage = this.#part("stage");
    if (stage.hidden) return;
    stage.dataset.phase = state.phase;
    const line = this.#peer ? this.#line.state : "connecting";
    stage.dataset.line = this.#peer ? line : "none";
    if (this.#socket?.wasUp || (this.#peer && line === "on")) this.#say(state.words(line));
    else this.#say(this.#wasUp ? "Reconnecting. What you write is kept." : "Going in…");
    this.#show("more", state.mayWantMore(this.#left));
    this.querySelector("[data-do=more]").checked = state.more;
    this.#word("more-words", state.moreWords);
    this.#word("captioned", state.captionWords);
    this.#part("media").textContent = state.mediaWords(this.#devices);
    this.#show("go-on", state.paused);
    const calling = state.way !== "text" && !state.isPaused;
    this.#toggle("microphone", this.#devices.mic, calling && state.way === "voice");
    this.#toggle("camera", this.#devices.camera, calling && state.way === "voice");
    this.#button("text", state.way !== "text");
    this.#button("talk", state.way !== "voice");
    this.#button("pause", !state.paused);
    const theirs = state.isCall && !state.isPaused && state.their.camera;
    const mine = this.#devices.picture;
    this.#show("theirs", theirs);
    this.#show("mine", Boolean(mine));
    this.#show("pictures", theirs || Boolean(mine));
    const tile = this.#part("mine");
    if (!mine) tile.srcObject = null;
    else if (tile.srcObject?.getVideoTracks()[0] !== mine.getVideoTracks()[0]) { tile.srcObject = mine; tile.play().catch(() => {}); }
  }

  #say(words) {
    if (words === this.#said) return;
    this.#said = words;
    this.#part("words").textContent = words;
  }

  /** Changes what is read out alone where it is something new. */
  #word(name, words) { if (this.#part(name).textContent !== words) this.#part(name).textContent = words; }

  #note(words) { this.#part("note").textContent = words; }

  #trouble(words) { this.#part("trouble").textContent = words ?? ""; }

  #button(name, shown) {
    const button = this.querySelector(`.call-bar [data-do="${name}"]`);
    if (!button) return null;
    if (!shown && button === document.activeElement) this.#part("stage").focus();
    button.hidden = !shown;
    return button;
  }

  #toggle(name, on, shown) {
    const button = this.#button(name, shown);
    if (!button) return;
    button.setAttribute("aria-pressed", String(on));
    button.querySelector("[data-state]").textContent = on ? "on" : "off";
  }

  /** Milliseconds until the planned end. */
  get #left() { return Number(this.dataset.left) - (performance.now() - this.#loadedAt); }

  #tellTime() {
    const words = this.#part("time-words");
    if (words) words.textContent = timeWords(this.#left + this.#state.extra * MINUTE);
    this.#draw();
  }
}

customElements.define("call-room", CallRoom);
