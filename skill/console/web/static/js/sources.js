/** What each sentence rests on. */

import { h } from "./dom.js";
import { quiet } from "./parts.js";

/** @returns {Node[]} what the panel shows */
export function sources(turn, { sentences = [], traced }) {
  if (!sentences.length) return [quiet(traced || "This answer says nothing.")];
  return [
    traced && quiet(traced),
    ...["answer", "reprompt"].flatMap((part) => section(part, sentences)),
  ];
}

const HEADS = { answer: "The answer", reprompt: "The reprompt" };

function section(part, sentences) {
  const own = sentences.filter((one) => one.part === part);
  if (!own.length) return [];
  return [h("h3", {}, HEADS[part]), h("ol", { class: "sentences" }, ...own.map(sentence))];
}

function sentence({ say, suggests = [], claims = [] }) {
  return h("li", {},
    h("p", { class: "sentence" }, say),
    suggests.length > 0 && quiet(`Suggests saying: ${suggests.join(", ")}`),
    claims.length === 0 && quiet("Guides the conversation; makes no claim about health."),
    ...claims.map(claim));
}

function claim({ id, grade, text, corrects, references = [] }) {
  return h("div", { class: "claim" },
    h("p", {}, h("span", { class: "chip" }, `Grade ${grade}`), h("code", {}, id),
      corrects && h("span", { class: "badge" }, "corrects a common mistake")),
    h("p", {}, text),
    h("ul", { class: "references" }, ...references.map(reference)));
}

function reference({ title, publisher, year }) {
  const rest = [publisher, year].filter(Boolean).map((part) => `, ${part}`);
  return h("li", {}, h("cite", {}, title), ...rest);
}
