// What is kept for no network, and the worker that shows it, on stand-ins for a browser's caches.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { runInNewContext } from "node:vm";

import { drop, isKept, keep, MOST, NAME } from "./kept-pages.js";

const HOME = "https://us.example";
const PAGES = ["/steady/kept/us/", "/static/css/now.1.css"];

/** A browser's caches: names, and in each what lies at which address. */
function shelves() {
  const all = new Map();
  const full = (each) => new URL(each.url ?? each, HOME).href;
  const one = (there) => ({
    put: async (address, answer) => { there.set(full(address), answer); },
    keys: async () => [...there.keys()].map((url) => ({ url })),
    match: async (address) => there.get(full(address)),
  });
  return {
    all,
    has: async (name) => all.has(name),
    delete: async (name) => all.delete(name),
    open: async (name) => { if (!all.has(name)) all.set(name, new Map()); return one(all.get(name)); },
    match: async (address) => [...all.values()].map((each) => each.get(full(address))).find(Boolean),
  };
}

function network(answers) {
  const asked = [];
  const fetch = async (address, how) => {
    asked.push([address, how]);
    const found = answers[address];
    if (!found) throw new TypeError("no network");
    return found.clone?.() ?? found;
  };
  return { fetch, asked };
}

const both = (words = "steady") => ({ [PAGES[0]]: new Response(words), [PAGES[1]]: new Response("p {}") });
const lies = (caches) => [...caches.all].map(([name, there]) => [name, [...there.keys()].map((url) => url.slice(HOME.length))]);

test("both files are asked for without cookies, and kept under a name that says nothing", async () => {
  const caches = shelves(), { fetch, asked } = network(both());
  assert.equal(await isKept({ caches }), false);
  await keep(PAGES, { caches, fetch });
  assert.deepEqual(asked, PAGES.map((each) => [each, { credentials: "omit", cache: "no-store" }]));
  assert.deepEqual(lies(caches), [["pages", PAGES]]);
  assert.equal(await isKept({ caches }), true);
});

test("keeping again takes the place of what was kept", async () => {
  const caches = shelves();
  await keep(["/steady/kept/gb/", "/static/css/now.0.css"], { caches, ...network({ "/steady/kept/gb/": new Response("a"), "/static/css/now.0.css": new Response("b") }) });
  await keep(PAGES, { caches, ...network(both()) });
  assert.deepEqual(lies(caches), [["pages", PAGES]]);
});

test("where a file does not come, is another one or is too large, all stays as it was", async () => {
  const bad = [
    { [PAGES[0]]: new Response("new") },
    { ...both("new"), [PAGES[1]]: new Response("", { status: 503 }) },
    { ...both("new"), [PAGES[0]]: { ok: true, redirected: true } },
    both("x".repeat(MOST)),
  ];
  for (const answers of bad) {
    const caches = shelves();
    await keep(PAGES, { caches, ...network(both("old")) });
    await assert.rejects(keep(PAGES, { caches, ...network(answers) }));
    const cache = await caches.open(NAME);
    assert.equal(await (await cache.match(PAGES[0])).clone().text(), "old");
  }
});

test("dropping takes the pages and our worker, and no other one", async () => {
  for (const [scope, gone] of [[`${HOME}/steady/`, 1], [`${HOME}/`, 0]]) {
    const caches = shelves();
    let ended = 0;
    const serviceWorker = { getRegistration: async () => ({ scope, unregister: async () => { ended += 1; } }) };
    await keep(PAGES, { caches, ...network(both()) });
    await drop("/steady/", { caches, serviceWorker });
    assert.deepEqual([lies(caches), ended], [[], gone]);
  }
  await drop("/steady/", { caches: shelves(), serviceWorker: { getRegistration: async () => undefined } });
});

/** The worker on these caches and this network; gives what it answers, undefined where it stays out. */
function worker(caches, fetch) {
  let heard = null;
  const addEventListener = (kind, then) => { assert.equal(kind, "fetch"); heard = then; };
  runInNewContext(readFileSync(new URL("../pages-worker.js", import.meta.url), "utf8"), { addEventListener, caches, fetch, URL });
  return (request) => {
    let answer;
    heard({ request, respondWith: (given) => { answer = given; } });
    return answer;
  };
}

const asks = (url, more = {}) => ({ url: HOME + url, method: "GET", mode: "navigate", ...more });

test("with a network the worker hands on what comes, and keeps nothing of it", async () => {
  const caches = shelves();
  const answer = worker(caches, async () => new Response("from afar"));
  assert.equal(await (await answer(asks("/steady/nights/"))).text(), "from afar");
  assert.deepEqual(lies(caches), []);
});

test("without one every page below /steady/ is the kept one, and its style comes with it", async () => {
  const caches = shelves();
  await keep(PAGES, { caches, ...network(both()) });
  const answer = worker(caches, async () => { throw new TypeError("no network"); });
  assert.equal(await (await answer(asks("/steady/nights/"))).clone().text(), "steady");
  assert.equal(await (await answer(asks(PAGES[1], { mode: "no-cors" }))).clone().text(), "p {}");
  await assert.rejects(answer(asks("/static/css/other.css", { mode: "no-cors" })));
});

test("without a network and with nothing kept it fails as it would without the worker", async () => {
  const caches = shelves();
  const answer = worker(caches, async () => { throw new TypeError("no network"); });
  await assert.rejects(answer(asks("/steady/")));
  assert.deepEqual(lies(caches), []);
});

test("what is sent is none of its business", () => {
  const answer = worker(shelves(), async () => assert.fail("asked"));
  assert.equal(answer(asks("/steady/nights/place/", { method: "POST" })), undefined);
});
