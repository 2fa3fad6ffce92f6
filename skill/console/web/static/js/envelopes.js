/** The request and the response as JSON: to look at, to copy, to edit and to send once more. */

import { branch, ofSession } from "./conversation.js";
import { copied } from "./copying.js";
import { button, h, icon } from "./dom.js";
import { differences, tree } from "./json.js";

const text = (value) => JSON.stringify(value, null, 2);
/** More differences than this are no difference but another answer. */
const MOST = 40;

/** What the request of the shown turn is edited in. */
let editor = null;

/** @returns {Node[]} what the panel of the response shows */
export function response(turn, { response: shown }) {
  return [tools(shown, "The response"), tree(shown, "Response")];
}

/** @returns {Node[]} what the panel of the request shows */
export function request(turn, details) {
  editor = edit(turn, details);
  return [
    tools(details.request, "The request", button("Edit and send again", () => editor.open())),
    editor.place,
    tree(details.request, "Request"),
  ];
}

/** Send the request of *details* once more as it was. */
export function sendAgain(details) {
  editor.open(details.request);
  editor.send();
}

function tools(shown, name, ...more) {
  const all = (open) => (event) => {
    // Opened from outside in, so that what opening draws is opened too.
    const panel = event.target.closest("[role=tabpanel]");
    for (let closed = [1]; closed.length;) {
      closed = [...panel.querySelectorAll(`details${open ? ":not([open])" : "[open]"}`)];
      for (const one of closed) {
        one.open = open;
        one.dispatchEvent(new Event("toggle"));
      }
    }
  };
  return h("div", { class: "tools" },
    button("Copy", () => copied(text(shown), name), {}, "copy"),
    button("Open all", all(true)), button("Close all", all(false)), ...more);
}

function edit(turn, details) {
  const area = h("textarea", { rows: 16, spellcheck: "false", "aria-label": "Request, to edit" });
  const fault = h("p", { class: "bad", role: "status" });
  const result = h("div", { class: "result", role: "status" });
  const send = button("Send again", () => attempt(), {}, "again");
  const go = button("Go on from this answer", () => {
    const edited = parse();
    if (edited) branch(turn.n, edited);
  }, {}, "branch");
  const close = button("Close", () => { place.hidden = true; });
  const place = h("div", { class: "editor", hidden: true }, area, fault,
    h("div", { class: "tools" }, send, go, close), result);
  area.addEventListener("input", parse);

  function parse() {
    try {
      const edited = JSON.parse(area.value);
      fault.textContent = "";
      send.disabled = go.disabled = false;
      return edited;
    } catch (error) {
      fault.textContent = `This is not JSON: ${error.message}`;
      send.disabled = go.disabled = true;
      return null;
    }
  }

  async function attempt() {
    const edited = parse();
    if (!edited) return;
    result.replaceChildren(h("p", {}, "Sending…"));
    try {
      const answer = await ofSession.post("/resend", { request: edited });
      result.replaceChildren(...outcome(answer, details.response));
    } catch ({ message, advice }) {
      result.replaceChildren(h("p", { class: "bad" }, icon("warning"), `${message} ${advice ?? ""}`));
    }
    result.scrollIntoView({ block: "nearest" });
  }

  const open = (value = details.request) => {
    place.hidden = false;
    if (!area.value || value !== details.request) area.value = text(value);
    parse();
    area.focus();
    area.setSelectionRange(0, 0);
    area.scrollTop = 0;
  };
  return { place, open, send: attempt };
}

/** What came back, beside what came back the first time. */
function outcome({ status, response: got, text: said, reason, problems = [], milliseconds }, before) {
  const good = status === 200 && !problems.length;
  const time = milliseconds === undefined ? "" : ` in ${milliseconds.toFixed(1)} ms`;
  return [
    h("p", { class: good ? "good" : "bad" }, icon(good ? "check" : "warning"), h("strong", {}, String(status)), time),
    reason && h("p", {}, `Reason in the log: ${reason}`),
    ...problems.map((problem) => h("p", { class: "bad" }, icon("warning"), problem)),
    ...(got ? compared(before, got) : [said && h("pre", { tabIndex: 0, "aria-label": "What the server said" }, said)]),
  ].filter(Boolean);
}

function compared(before, after) {
  const found = differences(before, after);
  if (!found.length) return [h("p", {}, "The response is the same as before.")];
  const rows = found.slice(0, MOST).map(({ place, before: was, after: is }) =>
    h("li", {}, h("code", { class: "place" }, place),
      h("dl", { class: "pairs" }, h("dt", {}, "Before"), short(was), h("dt", {}, "Now"), short(is))));
  return [
    h("p", {}, found.length === 1 ? "One difference:" : `${found.length} differences:`),
    h("ul", { class: "differences" }, ...rows),
    found.length > MOST && h("p", { class: "quiet" }, `The first ${MOST} are shown.`),
    h("details", {}, h("summary", {}, "The whole response"), tree(after, "New response")),
  ];
}

function short(value) {
  const words = value === undefined ? "–" : JSON.stringify(value);
  return h("dd", {}, h("code", {}, words.length > 200 ? `${words.slice(0, 200)}…` : words));
}
