/** Why an utterance was taken for what it was, and what answered it. */

import { copied } from "./copying.js";
import { button, h } from "./dom.js";
import { bar, quiet, table, verbatim } from "./parts.js";

/** @returns {Node[]} what the panel shows */
export function why(turn, details) {
  const { why: found, handler } = details;
  return [
    h("h3", {}, turn.intent),
    found ? meant(found) : h("p", {}, unsaid(turn)),
    ...(found ? [scores(found), slots(found), nearest(found), forModel(turn, details)] : []),
    h("h3", {}, "What answered"),
    handler ? answered(handler) : quiet("No handler of the skill."),
  ].flat().filter(Boolean);
}

/** Why there was nothing to understand. */
function unsaid({ did, utterance }) {
  if (utterance) return "Alexa herself understands this: it needs no intent of the skill.";
  if (did === "touch") return "The screen was touched, so there was nothing to understand.";
  return "Nothing was said, so there was nothing to understand.";
}

function meant({ meaning, normalised, stage }) {
  return [
    h("p", {}, meaning),
    h("dl", { class: "pairs" },
      h("dt", {}, "Heard as"), h("dd", {}, h("q", {}, normalised)),
      h("dt", {}, "Stage"), h("dd", {}, stage)),
  ];
}

function scores({ considered = [] }) {
  if (!considered.length) return null;
  const widest = Math.max(1, ...considered.map((one) => Math.abs(one.score)));
  const rows = considered.map(({ intent, score: value }, place) =>
    h("li", {}, h("span", { class: "name" }, intent), signed(value / widest, place === 0),
      h("span", { class: "number" }, value.toFixed(2))));
  return [h("h4", {}, "Intents considered"), h("ol", { class: "scores" }, ...rows),
    quiet("Scores of the trained stage: above nought it takes it for that, ",
      "below it would rather not.")];
}

/** A bar to the right of its middle for what is more than nought, to the left for what is less. */
function signed(share, first) {
  const made = bar(Math.abs(share) / 2, first && share > 0 ? "first signed" : "signed");
  made.firstChild.style.left = `${50 + Math.min(share, 0) * 50}%`;
  return made;
}

function slots({ slots: found = [] }) {
  if (!found.length) return null;
  const rows = found.map(({ name, value, id, code }) =>
    h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, h("q", {}, value)),
      h("td", {}, id || "–"), h("td", {}, h("code", {}, code))));
  return [h("h4", {}, "Slots"), table(["Slot", "Said", "Value id", "Resolution"], rows)];
}

function nearest({ nearest: found }) {
  return found && [h("h4", {}, "Nearest sample"),
    h("p", {}, h("q", {}, found.sample), ` of ${found.intent}`)];
}

function forModel(turn, { why: { copy } }) {
  if (!copy || turn.stage === "exact") return null;
  return [
    h("h4", {}, `For ${copy.file}`),
    quiet(`Add this under ${copy.intent}, then build the model and reload:`),
    verbatim(copy.text, `Sample for ${copy.file}`),
    button("Copy the sample", () => copied(copy.text, "The sample"), {}, "copy"),
  ];
}

/** Copy the sample for the model without looking at it. */
export function copyForModel({ why: found }) {
  if (found?.copy) copied(found.copy.text, "The sample");
}

function answered({ name, does, where }) {
  return h("dl", { class: "pairs" },
    h("dt", {}, "Handler"), h("dd", {}, h("code", {}, name)),
    ...(does ? [h("dt", {}, "Does"), h("dd", {}, does)] : []),
    h("dt", {}, "Where"), h("dd", {}, h("code", {}, where)));
}
