/** What the skill remembers: the session attributes before and after, as a difference. */

import { h } from "./dom.js";

/** @returns {Node[]} what the panel shows */
export function memory(turn, { attributes = [], remembered, journal }) {
  return [
    h("h3", {}, "What the skill remembers"),
    h("p", { class: "remembered" }, remembered || "Nothing."),
    h("h3", {}, "Session attributes"),
    attributes.length ? table(attributes) : h("p", { class: "quiet" }, "There are none, before or after."),
    h("p", { class: "quiet" }, "Alexa carries these for the skill until the session ends; the skill itself stores nothing."),
    ...(journal ? [h("h3", {}, "What the server’s log says of it"),
      h("pre", { tabIndex: 0, "aria-label": "Line of the log" }, JSON.stringify(journal, null, 1))] : []),
  ];
}

/** How each change is marked, beside its colour. */
const MARKS = { added: "+ added", removed: "− removed", changed: "± changed", same: "same" };

function table(attributes) {
  const heads = ["Name", "Before", "After", "Change"].map((head) => h("th", { scope: "col" }, head));
  return h("table", { class: "difference" },
    h("thead", {}, h("tr", {}, ...heads)),
    h("tbody", {}, ...attributes.map(({ name, before, after, change }) =>
      h("tr", { class: change }, h("th", { scope: "row" }, h("code", {}, name)),
        h("td", {}, shown(before, change === "added")), h("td", {}, shown(after, change === "removed")),
        h("td", {}, MARKS[change])))));
}

const shown = (value, absent) =>
  absent || value === undefined ? "–" : h("code", {}, JSON.stringify(value));
