// What is wrong with what stands in a field, under its own name and read out once.
import { announce } from "../app.js";

/** Says `words` in `place`, which belongs to `field`; "" takes them back. */
export function complain(field, place, words) {
  place.textContent = words;
  field.setAttribute("aria-describedby", place.id);
  if (words) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  if (words) announce(words);
}
