// How long to wait before the next try: 0.5 s, doubling to 30 s, with chance in it, so that a
// thousand browsers do not come back in the same moment.
const FIRST = 500; // milliseconds
const LONGEST = 30_000;

/** Milliseconds before try number `attempt` (0 is the first); `random` gives 0 to 1. */
export function delay(attempt, random = Math.random) {
  const most = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 16));
  return Math.round(most / 2 + random() * (most / 2));
}
