import assert from "node:assert/strict";
import test from "node:test";

import { CaptionLines, Captions, endWords, languageOf, mayAsk } from "./captions.js";

const result = (...pieces) => pieces.map((transcript) => [{ transcript }]);
const live = { kind: "audio", readyState: "live" };
const soon = () => new Promise((done) => setTimeout(done, 350));

/** A recogniser that says what it is told to; `made` are all that were made. */
function engine({ answers = "available", local = true, installs = true, refuses = false } = {}) {
  const asked = [], made = [];
  class Recogniser {
    static async available(wish) { asked.push(wish); return answers; }
    static async install() { answers = installs ? "available" : "unavailable"; return installs; }
    constructor() { if (local) this.processLocally = false; made.push(this); }
    start(track) { if (refuses) throw new Error("refused"); this.started = [track, this.processLocally]; }
    abort() { this.aborted = true; }
  }
  return { api: Recogniser, asked, made, running: () => made.filter((each) => each.started && !each.aborted) };
}

function captions(api) {
  const shown = [], ends = [];
  const made = new Captions(api, { lines: (words) => shown.push(words.join("|")), end: (words) => ends.push(words) });
  return { made, shown, ends };
}

test("captions are offered only where the device makes them itself", async () => {
  const offer = (answers, more) => captions(engine({ answers, ...more }).api).made.offer();
  assert.equal(await offer("available"), "captions");
  assert.equal(await offer("downloadable"), "ready");
  assert.equal(await offer("downloading"), "ready");
  assert.equal(await offer("unavailable"), "");
  assert.equal(await offer(true), "");
  assert.equal(await offer("available", { local: false }), "", "it could not be told to stay on the device");
  assert.equal(await captions(undefined).made.offer(), "");
  assert.equal(await captions(class { static start() {} }).made.offer(), "", "one that only sends speech away");
  assert.equal(await captions(class { processLocally = false; static available() { throw new Error("no"); } }).made.offer(), "");
  const { api, asked } = engine();
  await captions(api).made.offer();
  assert.deepEqual(asked, [{ langs: ["en-US"], processLocally: true }]);
});

test("what is missing is got by a press, and then it is asked again", async () => {
  assert.equal(await captions(engine({ answers: "downloadable" }).api).made.makeReady(), "captions");
  assert.equal(await captions(engine({ answers: "downloadable", installs: false }).api).made.makeReady(), "");
});

test("a recogniser is told to stay on the device before it hears the track", () => {
  const { api, made, running } = engine();
  const { made: mine } = captions(api);
  mine.hear(live);
  assert.equal(made.length, 0, "nothing listens before it is wanted");
  mine.want(true);
  assert.deepEqual(running().map(({ started }) => started), [[live, true]]);
});

test("where it cannot be told so nothing starts, and a sentence says why", () => {
  const { api, running } = engine({ local: false });
  const { made, ends } = captions(api);
  made.hear(live);
  made.want(true);
  assert.deepEqual(running(), []);
  assert.match(ends.join(), /sent nowhere/);
});

test("an engine that may not, or lacks the language, ends captions with a sentence", () => {
  for (const error of ["service-not-allowed", "language-not-supported", "network"]) {
    const { api, made, running } = engine();
    const { made: mine, ends, shown } = captions(api);
    mine.hear(live);
    mine.want(true);
    made[0].onresult({ results: result("hello") });
    made[0].onerror({ error });
    assert.deepEqual(running(), []);
    assert.match(ends.join(), /on this device alone/);
    assert.deepEqual(shown, ["hello", ""]);
  }
  assert.equal(endWords("no-speech"), "");
  assert.equal(endWords("aborted"), "");
  assert.match(endWords("audio-capture"), /have ended/);
});

test("a start that fails ends captions", () => {
  const { made, ends } = captions(engine({ refuses: true }).api);
  made.hear(live);
  made.want(true);
  assert.equal(ends.length, 1);
});

test("off, or without a track, nothing is heard and nothing stays", () => {
  const { api, made, running } = engine();
  const { made: mine, shown } = captions(api);
  mine.hear(live);
  mine.want(true);
  made[0].onresult({ results: result("hello") });
  mine.want(false);
  made[0].onresult({ results: result("hello", "too late") });
  assert.deepEqual(running(), []);
  assert.deepEqual(shown, ["hello", ""]);
  mine.want(true);
  made.at(-1).onresult({ results: result("anew") });
  assert.equal(shown.at(-1), "anew", "what was taken away does not come back");
  mine.hear(null);
  assert.deepEqual(running(), []);
});

test("one that ended by itself after a silence goes on, and what it showed stays", async () => {
  const { api, made } = engine();
  const { made: mine, shown } = captions(api);
  mine.hear(live);
  mine.want(true);
  made[0].onresult({ results: result("how are you") });
  made[0].onerror({ error: "no-speech" });
  made[0].onend();
  await soon();
  made[1].onresult({ results: result("take your time") });
  mine.want(false);
  assert.deepEqual(shown, ["how are you", "how are you|take your time", ""]);
});

test("one that ends at once again and again is left alone", async () => {
  const { api, made } = engine();
  const { made: mine, ends } = captions(api);
  mine.hear(live);
  mine.want(true);
  for (let tries = 0; tries < 5; tries += 1) {
    made.at(-1).onend();
    await soon();
  }
  assert.equal(made.length, 5);
  assert.equal(ends.length, 1);
});

test("three lines are shown, of a long one its end", () => {
  const lines = new CaptionLines();
  lines.take(result("one", " ", "two", "three", "four"));
  assert.deepEqual(lines.words, ["two", "three", "four"]);
  lines.take(result(`${"word ".repeat(60)}last`));
  assert.match(lines.words[0], /^… word .* last$/);
  assert.ok(lines.words[0].length <= 162);
  lines.clear();
  assert.deepEqual(lines.words, []);
});

test("only browsers that have an engine behind the question are asked", () => {
  assert.equal(mayAsk([{ brand: "Chromium" }, { brand: "Google Chrome" }]), true);
  assert.equal(mayAsk([{ brand: "Microsoft Edge" }]), true);
  assert.equal(mayAsk([{ brand: "Chromium" }, { brand: "Android WebView" }]), false);
  assert.equal(mayAsk([{ brand: "HeadlessChrome" }]), false);
  assert.equal(mayAsk(undefined), false);
});

test("it listens for the reader’s own English", () => {
  assert.equal(languageOf(["de-DE", "en-GB", "en-US"]), "en-GB");
  assert.equal(languageOf(["de", "en"]), "en-US");
  assert.equal(languageOf(undefined), "en-US");
});
