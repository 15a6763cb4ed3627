// The three elements that keep themselves up to date, on a stand-in for a page: a table of what
// `querySelector` finds.
import assert from "node:assert/strict";
import test, { mock } from "node:test";

const region = { textContent: "" };
let answer = null, fetched = [], reloads = 0, page = null;
Object.assign(globalThis, {
  HTMLElement: class {},
  customElements: new (class extends Map { define(name, element) { this.set(name, element); } })(),
  document: { hidden: false, getElementById: () => region, querySelector: () => null },
  location: { pathname: "/talk/", href: "https://us.example/asked/7/?a=1", reload: () => { reloads += 1; } },
  addEventListener: () => {},
  requestAnimationFrame: (then) => then(),
  fetch: async (address) => { fetched.push(address); return answer; },
  DOMParser: class { parseFromString() { return page; } },
});

const { AskedLive } = await import("./asked-live.js");
const { CardLive } = await import("./card-live.js");
const { OnNow } = await import("./on-now.js");

/** Something in which these selectors find these things; what replaces it is kept in `became`. */
function node(found = {}, more = {}) {
  const made = { dataset: {}, querySelector: (selector) => found[selector] ?? null, replaceWith: (other) => { made.became = other; }, ...more };
  return made;
}

function element(Kind, dataset, found) {
  Object.assign(region, { textContent: "" });
  [answer, fetched, reloads] = [{ ok: true, text: async () => "" }, [], 0];
  return Object.assign(new Kind(), { dataset, querySelector: (selector) => found[selector] ?? null });
}

const words = (text) => node({ "[data-words]": { textContent: ` ${text} ` } });

test("all three look now and then, and stop when they leave the page", (context) => {
  mock.timers.enable({ apis: ["setInterval"] });
  context.after(() => mock.timers.reset());
  for (const [Kind, every, dataset] of [[CardLive, 5000, {}], [OnNow, 5000, {}], [AskedLive, 15_000, { state: "waiting" }]]) {
    const one = element(Kind, { src: "/card/", ...dataset }, {});
    page = node();
    one.connectedCallback();
    mock.timers.tick(every - 1);
    assert.equal(fetched.length, 0);
    mock.timers.tick(1);
    assert.equal(fetched.length, 1);
    one.disconnectedCallback();
    mock.timers.tick(every * 3);
    assert.equal(fetched.length, 1);
  }
});

test("whoever is away, or signed out, is told nothing new", async () => {
  for (const Kind of [CardLive, OnNow, AskedLive]) {
    const one = element(Kind, { src: "/card/", state: "waiting" }, {});
    one.take = () => assert.fail("nothing came");
    answer = { ok: false };
    await one.look();
    answer = null;
    await one.look();
    assert.equal(region.textContent, "");
  }
});

test("the card shows a new version and says so; that it was read is shown without a word", async () => {
  const shown = node(), fresh = node(), read = node();
  const card = element(CardLive, { src: "/card/", number: "1", read: "" }, { section: shown });
  page = node({ "card-live": node({ section: fresh }, { dataset: { number: "2", read: "" } }) });
  await card.look();
  assert.deepEqual(fetched, ["/card/"]);
  assert.equal(shown.became, fresh);
  assert.equal(region.textContent, "What is wished for this session has changed.");

  region.textContent = "";
  page = node({ "card-live": node({ section: read }, { dataset: { number: "2", read: "yes" } }) });
  await card.look();
  assert.equal(shown.became, read);
  assert.equal(region.textContent, "");
  shown.became = null;
  await card.look();
  assert.equal(shown.became, null, "the same again changes nothing");
});

test("the card asks nothing while nobody looks", async () => {
  const card = element(CardLive, { src: "/card/" }, {});
  document.hidden = true;
  await card.look();
  document.hidden = false;
  assert.deepEqual(fetched, []);
});

test("one's turn is shown and said once", async () => {
  const shown = words("You are next."), fresh = words("It is your turn.");
  const line = element(OnNow, {}, { "[data-region]": shown });
  page = node({ "on-now [data-region]": words("You are next.") });
  await line.look();
  assert.equal(shown.became, undefined);
  page = node({ "on-now [data-region]": fresh });
  await line.look();
  assert.deepEqual(fetched, ["/talk/", "/talk/"]);
  assert.equal(shown.became, fresh);
  assert.equal(region.textContent, "It is your turn.");
});

test("a line that leads into a session goes there", async () => {
  const line = element(OnNow, {}, {});
  answer = { type: "opaqueredirect", ok: false };
  await line.look();
  assert.equal(reloads, 1);
  answer = { ok: true, text: async () => "" };
  page = node();
  await line.look();
  assert.equal(reloads, 2, "the part is not on the page any more");
});

test("whoever asked for a person hears that somebody came, and it ends when nothing is waited for", async () => {
  const shown = node(), fresh = node();
  const asked = element(AskedLive, { state: "waiting" }, { "[data-region]": shown, ".callout-title": { textContent: "Somebody is with it now" } });
  page = node({ "asked-live": node({ "[data-region]": fresh }, { dataset: { state: "with somebody" } }) });
  await asked.look();
  assert.deepEqual(fetched, ["https://us.example/asked/7/?a=1"]);
  assert.equal(shown.became, fresh);
  assert.equal(region.textContent, "Somebody is with it now");
  assert.equal(asked.waits, true);

  let rested = false;
  asked.rest = () => { rested = true; };
  page = node({ "asked-live": node({ "[data-region]": fresh }, { dataset: { state: "closed" } }) });
  await asked.look();
  assert.equal(rested, true);
  assert.equal(asked.waits, false);
});
