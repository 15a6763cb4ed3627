// A sheet to draw on, without a page: which lines are on it, within what can be kept.
export const WIDE = 640, HIGH = 480; // the sheet; rooms/wall/drawing.py has the same numbers
export const STROKES = 150, POINTS = 2000;
const NEAR = 1; // a point that lies so near to the line between others says nothing

/** A place on the sheet as two whole numbers, whatever lies outside moved to its edge. */
export function placed(x, y) {
  const within = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
  return [within(x, WIDE), within(y, HIGH)];
}

/** The way of a line for SVG; one point alone is a dot. */
export function wayOf(at) {
  const pairs = [];
  for (let n = 0; n < at.length; n += 2) pairs.push(`${at[n]} ${at[n + 1]}`);
  return `M${pairs[0]}L${(pairs.length > 1 ? pairs.slice(1) : pairs).join(" ")}`;
}

/** The points that are needed to draw the same line (Douglas and Peucker, 1973), flat: x, y, x, y. */
export function simplified(points, near = NEAR) {
  const keep = new Set([0, points.length - 1]), open = [[0, points.length - 1]];
  while (open.length) {
    const [from, to] = open.pop();
    let farthest = from, most = near;
    for (let n = from + 1; n < to; n += 1) {
      const away = distance(points[n], points[from], points[to]);
      if (away > most) [farthest, most] = [n, away];
    }
    if (farthest === from) continue;
    keep.add(farthest);
    open.push([from, farthest], [farthest, to]);
  }
  return points.filter((_, n) => keep.has(n)).flat();
}

function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay], long = dx * dx + dy * dy;
  const along = long ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / long)) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

export class Sheet {
  #strokes; #cleared = [];

  constructor(strokes = []) { this.#strokes = strokes; }

  /** The sheet that a form sent before; an empty one where that cannot be read. */
  static from(text) {
    try {
      const strokes = JSON.parse(text || "[]");
      return new Sheet(strokes.every(({ at }) => at.length > 1) ? strokes : []);
    } catch { return new Sheet(); }
  }

  get strokes() { return this.#strokes; }

  get isEmpty() { return this.#strokes.length === 0; }

  /** What the form sends: "" for an empty sheet. */
  get text() { return this.isEmpty ? "" : JSON.stringify(this.#strokes); }

  /** Whether not even a dot finds room. */
  get isFull() { return this.#strokes.length >= STROKES || this.#left < 1; }

  get #left() { return POINTS - this.#strokes.reduce((sum, { at }) => sum + at.length / 2, 0); }

  /** Puts a line on the sheet, simpler where it would be too much; false: there is no room. */
  add({ ink, pen, points }) {
    if (this.isFull || points.length === 0) return false;
    let near = NEAR, at = simplified(points, near);
    while (at.length / 2 > this.#left && at.length > 4) at = simplified(points, near *= 2);
    if (at.length / 2 > this.#left) return false;
    this.#strokes = [...this.#strokes, { ink, pen, at }];
    this.#cleared = [];
    return true;
  }

  /** Takes the last line back, or brings back all that was cleared; false: there is nothing. */
  undo() {
    if (this.isEmpty && this.#cleared.length === 0) return false;
    this.#strokes = this.isEmpty ? this.#cleared : this.#strokes.slice(0, -1);
    this.#cleared = [];
    return true;
  }

  clear() { [this.#cleared, this.#strokes] = [this.#strokes, []]; }
}
