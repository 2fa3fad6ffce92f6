/** On a phone one part of the page is seen at a time; dialogs open and close. */

import { $ } from "./dom.js";

export function views() {
  for (const tab of document.querySelectorAll("#views button")) {
    tab.addEventListener("click", () => see(tab.dataset.view));
  }
  see("talk");
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.querySelector(".close").addEventListener("click", () => dialog.close());
    // A click beside it closes it, as Escape does.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
  $("#open-keyboard").addEventListener("click", () => $("#keyboard").showModal());
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("input, textarea, select") || $("dialog[open]");
    if (event.key === "?" && !busy) $("#keyboard").showModal();
  });
}

/** See the part called *name*, where there is room for one. */
function see(name) {
  document.body.dataset.view = name;
  for (const tab of document.querySelectorAll("#views button")) {
    if (tab.dataset.view === name) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}
