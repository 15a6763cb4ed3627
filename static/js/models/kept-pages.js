// What a browser keeps to be read without a network: a few files that are the same for everyone.
// They are asked for without cookies, so that nothing of whoever is signed in can lie in them.
export const NAME = "pages";
export const MOST = 100_000; // bytes of all together; the page says so

/** Keeps the files at these addresses in place of what was kept. Where one does not come, all stays as it was. */
export async function keep(addresses, { caches, fetch }) {
  const got = await Promise.all(addresses.map((each) => fetch(each, { credentials: "omit", cache: "no-store" })));
  if (got.some((each) => !each.ok || each.redirected)) throw new Error("not all came");
  const sizes = await Promise.all(got.map(async (each) => (await each.clone().arrayBuffer()).byteLength));
  if (sizes.reduce((sum, each) => sum + each, 0) > MOST) throw new Error("too large");
  await caches.delete(NAME);
  const cache = await caches.open(NAME);
  await Promise.all(addresses.map((each, at) => cache.put(each, got[at])));
}

/** Takes all of it away, and the worker that shows it. */
export async function drop(scope, { caches, serviceWorker }) {
  await caches.delete(NAME);
  const registration = await serviceWorker.getRegistration(scope);
  // A worker of another scope may answer for this address; it is not ours to end.
  if (registration && new URL(registration.scope).pathname === scope) await registration.unregister();
}

/** Whether something is kept. */
export function isKept({ caches }) {
  return caches.has(NAME);
}
