/** Copies text, and says so. */

import { $ } from "./dom.js";

/** Copy *text*, which is called *name*. */
export async function copied(text, name) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${name} is copied.`);
  } catch {
    toast("The browser does not let the page copy: select the text and copy it yourself.");
  }
}

let hiding = 0;

/** Say something for a moment, to eyes and to a screen reader. */
export function toast(words) {
  const place = $("#toast");
  // Beside an open dialog nothing is seen or read out, but in it.
  ($("dialog[open]") ?? document.body).append(place);
  place.textContent = words;
  place.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { place.hidden = true; }, 5000);
}
