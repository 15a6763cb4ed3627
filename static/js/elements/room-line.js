// The line in front of a room: looks every 15 seconds; when it is one's turn, the page shows it.

const EVERY = 15_000;

class RoomLine extends HTMLElement {
  connectedCallback() {
    this.words = this.querySelector("[data-words]");
    this.timer = setInterval(() => this.look(), EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async look() {
    let told;
    try {
      const answer = await fetch(location.pathname, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      told = await answer.json();
    } catch {
      return; // the next look may work
    }
    if (told.ready !== this.hasAttribute("data-ready")) location.reload();
    else if (this.words.textContent !== told.words) this.words.textContent = told.words;
  }
}

customElements.define("room-line", RoomLine);
