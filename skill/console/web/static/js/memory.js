/** What the skill remembers: the session attributes before and after, as a difference. */

import { h } from "./dom.js";
import { quiet, table, verbatim } from "./parts.js";

/** How each change is marked, beside its colour. */
const MARKS = { added: "+ added", removed: "− removed", changed: "± changed", same: "same" };

/** @returns {Node[]} what the panel shows */
export function memory(turn, { attributes = [], remembered, journal }) {
  return [
    h("h3", {}, "What the skill remembers"),
    h("p", { class: "remembered" }, remembered || "Nothing."),
    h("h3", {}, "Session attributes"),
    attributes.length
      ? table(["Name", "Before", "After", "Change"], attributes.map(row), "difference")
      : quiet("There are none, before or after."),
    quiet("Alexa carries these until the session ends; the skill itself stores nothing."),
    ...(journal ? [h("h3", {}, "What the server’s log says of it"), line(journal)] : []),
  ];
}

const line = (journal) => verbatim(JSON.stringify(journal, null, 1), "Line of the log");

function row({ name, before, after, change }) {
  return h("tr", { class: change },
    h("th", { scope: "row" }, h("code", {}, name)),
    h("td", {}, shown(before, change === "added")),
    h("td", {}, shown(after, change === "removed")),
    h("td", {}, MARKS[change]));
}

const shown = (value, absent) =>
  absent || value === undefined ? "–" : h("code", {}, JSON.stringify(value));
