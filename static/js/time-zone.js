// Suggests the device's time zone on the settings page; the person decides.
// <time-zone-hint for="id_time_zone"></time-zone-hint>
class TimeZoneHint extends HTMLElement {
  connectedCallback() {
    const select = document.getElementById(this.getAttribute("for"));
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!select || !here || select.value === here) return;
    const known = [...select.options].some((option) => option.value === here);
    if (!known) return;
    const words = document.createElement("p");
    const place = here.split("/").pop().replaceAll("_", " ");
    words.textContent = `This device is in ${place} time.`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn second";
    button.textContent = `Use ${place} time`;
    button.addEventListener("click", () => {
      select.value = here;
      this.replaceChildren();
      select.focus();
    });
    this.replaceChildren(words, button);
  }
}
customElements.define("time-zone-hint", TimeZoneHint);
