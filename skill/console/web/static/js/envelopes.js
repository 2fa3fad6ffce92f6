/** The request and the response as JSON: to look at, to copy, and the request to edit. */

import { copied } from "./copying.js";
import { button, h } from "./dom.js";
import { editor } from "./editor.js";
import { tree } from "./json.js";

/** What the request of the shown turn is edited in. */
let editing = null;

/** @returns {Node[]} what the panel of the response shows */
export function response(turn, { response: shown }) {
  return [tools(shown, "The response"), tree(shown, "Response")];
}

/** @returns {Node[]} what the panel of the request shows */
export function request(turn, details) {
  editing = editor(turn, details);
  return [
    tools(details.request, "The request", button("Edit and send again", () => editing.open())),
    editing.place,
    tree(details.request, "Request"),
  ];
}

/** Send the request of the shown turn once more as it was. */
export function sendAgain() {
  editing.open(true);
  editing.send();
}

function tools(shown, name, ...more) {
  return h("div", { class: "tools" },
    button("Copy", () => copied(JSON.stringify(shown, null, 2), name), {}, "copy"),
    button("Open all", openAll), button("Close all", closeAll), ...more);
}

const branches = ({ target }, which) =>
  [...target.closest("[role=tabpanel]").querySelectorAll(`details${which}`)];

/** Open every branch of the tree; what that draws is opened too. */
function openAll(event) {
  for (let closed; (closed = branches(event, ":not([open])")).length;) {
    for (const one of closed) {
      one.open = true;
      one.dispatchEvent(new Event("toggle"));
    }
  }
}

function closeAll(event) {
  for (const one of branches(event, "[open]")) one.open = false;
}
