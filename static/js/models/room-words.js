// What a room says in words, as the server says it: times, numbers, covers, states.
const LONGEST = 140; // characters of a quotation
const EDITABLE = 15 * 60_000; // milliseconds in which words can be changed

const part = (options, at, zone) => {
  const parts = new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone }).formatToParts(new Date(at));
  return (type) => parts.find((each) => each.type === type)?.value ?? "";
};

/** "6:30 pm" on the clock of `zone`. */
export function clock(at, zone) {
  const of = part({ hour: "numeric", minute: "2-digit", hourCycle: "h12" }, at, zone);
  return `${Number(of("hour"))}:${of("minute")} ${of("dayPeriod").toLowerCase()}`;
}

/** "2026-11-23": the day of `at` in `zone`. */
export function dayKey(at, zone) {
  const of = part({ year: "numeric", month: "2-digit", day: "2-digit" }, at, zone);
  return `${of("year")}-${of("month")}-${of("day")}`;
}

/** "Monday 23 November". */
export function day(at, zone) {
  const of = part({ weekday: "long", day: "numeric", month: "long" }, at, zone);
  return `${of("weekday")} ${of("day")} ${of("month")}`;
}

/** "About 10 people here"; 0 stands for hardly anybody. */
export function here(count) {
  return count > 0 ? `About ${count} people here` : "Few people here";
}

/** What the button says that leads to the end. */
export function jumpWords(count) {
  if (count === 0) return "Jump to newest";
  return count === 1 ? "One new message: jump to newest" : `${count} new messages: jump to newest`;
}

/** What stands in the place of a message that is not shown any more. */
export function goneWords(gone, own) {
  if (gone === "deleted") return "This message was deleted.";
  if (gone === "withdrawn") return "This message was taken back.";
  return own
    ? "Others do not see this message of yours. A person from our team is looking, or hid it."
    : "This message was hidden.";
}

/** Why words are covered, and what opens them; null: they are not. `mentions`: "grief, alcohol". */
export function cover({ own = false, quieted = false, hidden = false, mentions = "" }) {
  if (own) return null;
  if (quieted) return { why: "You muted this person here.", opens: "Show" };
  if (hidden) return { why: `You chose not to meet this now: ${mentions}.`, opens: "Read" };
  return mentions ? { why: `This mentions: ${mentions}.`, opens: "Read" } : null;
}

/** What a quotation shows of a message: its beginning, and nothing of what is covered or gone. */
export function quoted({ body, notes, gone }) {
  if (gone || notes.length) return "";
  return body.length > LONGEST ? `${body.slice(0, LONGEST).trimEnd()}…` : body;
}

/** Whether words said at this minute can still be changed. */
export function isYoung(at, now = Date.now()) {
  return now - new Date(at).getTime() < EDITABLE;
}

/** Words cut where they name a page of the wall: every second piece is such an address. */
export const cutAtWall = (words) => words.split(/(\/wall\/[0-9a-f]{32}\/)/);
