// One call between two browsers, through the relay alone. Negotiates as WebRTC 1.0 section 10.7
// ("perfect negotiation") shows: of two offers that meet, the polite side takes its own back.
const BEAT = 700; // milliseconds between two words through the relay
const CODECS = /^(audio\/opus|video\/VP8|video\/rtx)$/i; // what every browser has; and the list tells little

/** Cuts the list of codecs: it is shorter on the way, and does not say what device this is. */
function preferCommon(transceiver, kind) {
  const all = RTCRtpReceiver.getCapabilities?.(kind)?.codecs ?? [];
  const common = all.filter(({ mimeType }) => CODECS.test(mimeType));
  try {
    if (common.length) transceiver.setCodecPreferences(common);
  } catch { /* a browser that wants all of them keeps all of them */ }
}

export class Peer {
  #making = false;
  #answering = false;
  #ignoring = false;
  #turn = Promise.resolve(); // what comes in is done one after the other
  #channel = null;
  #beat = 0;

  /**
   * `call`: a random word for this call; `kinds`: ["audio"] or ["audio", "video"]; `relay`: an
   * RTCIceServer. `on.signal(frame)`, `on.track(track)`, `on.heard()`, `on.broke()`.
   */
  constructor({ call, calls, polite, kinds, relay, tracks, on }) {
    Object.assign(this, { call, polite, kinds, tracks, on });
    const pc = new RTCPeerConnection({ iceServers: [relay], iceTransportPolicy: "relay", bundlePolicy: "max-bundle" });
    this.pc = pc;
    pc.onicecandidate = ({ candidate }) => this.#tellCandidate(candidate);
    pc.ontrack = ({ track }) => on.track(track);
    pc.onnegotiationneeded = () => this.#offer();
    pc.oniceconnectionstatechange = () => {
      if (pc.iceConnectionState === "failed" || pc.iceConnectionState === "disconnected") on.broke();
    };
    if (calls) {
      for (const kind of kinds) preferCommon(pc.addTransceiver(kind, { direction: "sendrecv" }), kind);
      this.#openChannel();
      this.#give();
    }
  }

  /** Takes an offer, an answer or a candidate of the other side. */
  take(frame) {
    this.#turn = this.#turn.then(() => this.#take(frame)).catch(() => this.on.broke());
    return this.#turn;
  }

  /** Sends these from now on: { audio, video }, each a track or null. */
  send(tracks) {
    this.tracks = tracks;
    return this.#give();
  }

  /** Looks for a new way with a fresh credential; gives false where only beginning anew helps. */
  restart(relay) {
    if (this.pc.signalingState !== "stable") return false;
    if (relay) this.pc.setConfiguration({ ...this.pc.getConfiguration(), iceServers: [relay] });
    this.pc.restartIce();
    return true;
  }

  close() {
    clearInterval(this.#beat);
    this.pc.onicecandidate = this.pc.ontrack = this.pc.onnegotiationneeded = this.pc.oniceconnectionstatechange = null;
    this.pc.close();
  }

  async #offer() {
    try {
      this.#making = true;
      await this.pc.setLocalDescription();
      this.#tellDescription();
    } catch { this.on.broke(); } finally { this.#making = false; }
  }

  async #take({ t, sdp, candidate, mid }) {
    if (t === "candidate") {
      try {
        await this.pc.addIceCandidate({ candidate, sdpMid: mid });
      } catch (error) {
        if (!this.#ignoring) throw error;
      }
      return;
    }
    const ready = !this.#making && (this.pc.signalingState === "stable" || this.#answering);
    this.#ignoring = !this.polite && t === "offer" && !ready;
    if (this.#ignoring) return;
    this.#answering = t === "answer";
    try {
      await this.pc.setRemoteDescription({ type: t, sdp });
    } finally { this.#answering = false; }
    if (t !== "offer") return;
    for (const transceiver of this.pc.getTransceivers()) transceiver.direction = "sendrecv";
    await this.#give();
    await this.pc.setLocalDescription();
    this.#openChannel();
    this.#tellDescription();
  }

  #tellDescription() {
    const { type, sdp } = this.pc.localDescription;
    this.on.signal({ t: type, call: this.call, sdp });
  }

  #tellCandidate(candidate) {
    if (!candidate?.candidate) return;
    this.on.signal({ t: "candidate", call: this.call, candidate: candidate.candidate, mid: candidate.sdpMid ?? "0" });
  }

  async #give() {
    for (const transceiver of this.pc.getTransceivers()) {
      const track = this.tracks[transceiver.receiver.track.kind] ?? null;
      if (transceiver.sender.track !== track) await transceiver.sender.replaceTrack(track);
    }
  }

  /** A thin line beside sound and picture: as long as a word comes through it, the way is there. */
  #openChannel() {
    if (this.#channel) return;
    this.#channel = this.pc.createDataChannel("line", { negotiated: true, id: 0, ordered: false, maxRetransmits: 0 });
    this.#channel.onmessage = () => this.on.heard();
    this.#beat = setInterval(() => {
      if (this.#channel.readyState === "open") this.#channel.send(".");
    }, BEAT);
  }
}
