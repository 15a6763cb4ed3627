// What a room is asked over HTTP: the same addresses as without script.
const DOWN = "No connection right now. Try again.";
const WRONG = "This did not work. Try again.";
const OVER = "This room is not open to you any more.";

export class RoomServer {
  /** `room`: the room's address; `token`: the form token; `over`: what is said where it is gone. */
  constructor(room, token, over = OVER) { Object.assign(this, { room, token, over }); }

  /** Sends a form; gives the answer with `ok`, and `refused` when asking again is no use. Never throws. */
  async post(path, words) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.token);
    for (const [name, value] of Object.entries(words)) for (const one of [value].flat()) body.append(name, one);
    let answer;
    try {
      answer = await fetch(this.room + path, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
    } catch { return { ok: false, message: DOWN }; }
    const { ok, status } = answer;
    const told = await answer.json().catch(() => ({}));
    return { message: status === 404 ? this.over : WRONG, ...told, ok, refused: !ok && status < 500 };
  }

  /** Messages and changes by `query`; throws when there is no answer. */
  async messages(query) { return (await this.#get(`messages/?${query}`)).json(); }

  /** Help right now, as a piece of our own pages. */
  async help() { return (await this.#get("help/")).text(); }

  /** How the room stands and what holds for the reader, likewise. */
  async standing() { return (await this.#get("standing/")).text(); }

  async #get(path) {
    const answer = await fetch(this.room + path, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  }
}
