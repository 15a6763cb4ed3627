// <push-switch data-key data-worker data-scope>: turns notifications on in this browser, by a tap.
//
// Asks the person only after the tap, then fills in the form that it stands around and sends it.
// Without this script, or where a browser cannot do it, the page says so.
import { announce } from "../app.js";

const CANNOT = "This browser cannot show notifications of a site. On an iPhone or iPad, add this site to your home screen first and open it from there.";
const CAN = "Your browser will ask you once more.";
const REFUSED = "This browser is set to show no notifications of this site. You can change that in its own settings.";
const FAILED = "It did not work. The service of this browser could not be reached; nothing was changed.";

export class PushSwitch extends HTMLElement {
  connectedCallback() {
    const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
    if (!can) return this.#say(CANNOT);
    if (Notification.permission === "denied") return this.#say(REFUSED);
    this.#say(CAN);
    this.#button.hidden = false;
    this.#button.addEventListener("click", () => this.#turnOn());
  }

  async #turnOn() {
    this.#button.disabled = true;
    try {
      if (await Notification.requestPermission() !== "granted") return this.#stop(REFUSED);
      const { worker, scope, key } = this.dataset;
      await navigator.serviceWorker.register(worker, { scope });
      const registration = await this.#active(scope);
      const subscription = await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: key,
      });
      this.#send(subscription.toJSON());
    } catch {
      this.#stop(FAILED);
    }
  }

  /** The registration, once its worker runs: before that a browser takes no subscription. */
  async #active(scope) {
    const registration = await navigator.serviceWorker.getRegistration(scope);
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    if (worker.state === "activated") return registration;
    await new Promise((resolve, reject) => {
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") resolve();
        if (worker.state === "redundant") reject(new Error("redundant"));
      });
    });
    return registration;
  }

  #send({ endpoint, keys }) {
    const form = this.querySelector("form");
    form.elements.endpoint.value = endpoint;
    form.elements.p256dh.value = keys.p256dh;
    form.elements.auth.value = keys.auth;
    form.requestSubmit();
  }

  #stop(words) {
    this.#button.disabled = false;
    this.#say(words);
    announce(words);
  }

  #say(words) {
    this.querySelector("[data-words]").textContent = words;
  }

  get #button() {
    return this.querySelector("button[type=button]");
  }
}

customElements.define("push-switch", PushSwitch);
