// Shows the kept page when there is no network, below /steady/ alone. It keeps nothing by itself:
// only a press on "Keep on this device" does (elements/keep-pages.js).
const NAME = "pages";
const LIKE = /^\/steady\/kept\//;

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(answer(event.request));
});

async function answer(request) {
  try {
    return await fetch(request);
  } catch (trouble) {
    const found = request.mode === "navigate" ? await page() : await caches.match(request, { ignoreVary: true });
    if (found) return found;
    throw trouble;
  }
}

/** The one page that is kept, whatever was asked for; nothing where nothing is. */
async function page() {
  if (!await caches.has(NAME)) return undefined;
  const cache = await caches.open(NAME);
  const there = (await cache.keys()).find((each) => LIKE.test(new URL(each.url).pathname));
  return there && cache.match(there, { ignoreVary: true });
}
