/** What came back when a request was sent again, beside what came back the first time. */

import { h } from "./dom.js";
import { differences, tree } from "./json.js";
import { bad, good, quiet, verbatim } from "./parts.js";

/** More differences than this are no difference but another answer. */
const MOST = 40;
/** So much of a value is enough to tell it from another, in characters. */
const ENOUGH = 200;

/** @returns {Node[]} what is shown of an *answer*; *before* is the response of the first time */
export function outcome(answer, before) {
  const { status, response, text, reason, problems = [], milliseconds } = answer;
  const time = milliseconds === undefined ? "" : ` in ${milliseconds.toFixed(1)} ms`;
  const judged = status === 200 && !problems.length ? good : bad;
  return [
    judged(h("strong", {}, String(status)), time),
    reason && h("p", {}, `Reason in the log: ${reason}`),
    ...problems.map((problem) => bad(problem)),
    ...(response ? compared(before, response) : []),
    !response && text && verbatim(text, "What the server said"),
  ].filter(Boolean);
}

function compared(before, after) {
  const found = differences(before, after);
  if (!found.length) return [h("p", {}, "The response is the same as before.")];
  return [
    h("p", {}, found.length === 1 ? "One difference:" : `${found.length} differences:`),
    h("ul", { class: "differences" }, ...found.slice(0, MOST).map(difference)),
    found.length > MOST && quiet(`The first ${MOST} are shown.`),
    h("details", {}, h("summary", {}, "The whole response"), tree(after, "New response")),
  ];
}

function difference({ place, before, after }) {
  return h("li", {},
    h("code", { class: "place" }, place),
    h("dl", { class: "pairs" },
      h("dt", {}, "Before"), h("dd", {}, short(before)),
      h("dt", {}, "Now"), h("dd", {}, short(after))));
}

function short(value) {
  const words = value === undefined ? "–" : JSON.stringify(value);
  return h("code", {}, words.length > ENOUGH ? `${words.slice(0, ENOUGH)}…` : words);
}
