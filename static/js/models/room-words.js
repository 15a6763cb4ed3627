// Times and numbers of a room in words, as the server says them.

/** "6:30 pm" on the clock of `zone`. */
export function clock(at, zone) {
  const parts = new Intl.DateTimeFormat("en-US", {
    hour: "numeric", minute: "2-digit", hour12: true, timeZone: zone,
  }).formatToParts(new Date(at));
  const part = (type) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("hour")}:${part("minute")} ${part("dayPeriod").toLowerCase()}`;
}

/** "2026-11-23": the day of `at` in `zone`. */
export function dayKey(at, zone) {
  return new Intl.DateTimeFormat("en-CA", {
    year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone,
  }).format(new Date(at));
}

/** "Monday 23 November". */
export function day(at, zone) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    weekday: "long", day: "numeric", month: "long", timeZone: zone,
  }).formatToParts(new Date(at));
  const part = (type) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("weekday")} ${part("day")} ${part("month")}`;
}

/** "About 10 people here"; 0 stands for hardly anybody. */
export function here(count) {
  return count > 0 ? `About ${count} people here` : "Few people here";
}

/** What stands in the place of a message that is not shown any more. */
export function goneWords(gone, own) {
  if (gone === "deleted") return "This message was deleted.";
  if (gone === "withdrawn") return "This message was taken back.";
  return own
    ? "Others do not see this message of yours. A person from our team is looking, or hid it."
    : "This message was hidden.";
}

/** How the room stands, when that changes while one is in it. */
export function standing(state) {
  return {
    open: "A host is here now",
    quiet: "Nobody hosts right now. You can read and write",
    closed: "Closed",
  }[state] ?? "";
}
