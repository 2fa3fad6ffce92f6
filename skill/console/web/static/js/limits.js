/** How far the answer is from each limit, and which rules it breaks. */

import { h, icon } from "./dom.js";
import { bar, good, quiet } from "./parts.js";

/** @returns {Node[]} what the panel shows */
export function limits(turn, { limits: found = [], violations = [], rules, milliseconds }) {
  return [
    h("h3", {}, "Rules"),
    violations.length
      ? h("ul", { class: "violations" }, ...violations.map(violation))
      : good(rules ? `All ${rules} rules are kept.` : "Alexa’s limits are kept."),
    h("h3", {}, "Limits"),
    h("ul", { class: "limits" }, ...found.map(limit)),
    milliseconds !== undefined && quiet(`The skill answered in ${milliseconds.toFixed(1)} ms.`),
  ];
}

const violation = ({ rule, message }) =>
  h("li", { class: "problem" }, icon("warning"), h("strong", {}, rule), ` ${message}`);

function limit({ name, value, most, unit, left, broken, whose }) {
  const numbers = `${number(value)} of ${number(most)} ${unit}`;
  const rest = broken ? `${number(value - most)} too many` : `${number(left)} left`;
  return h("li", { class: broken ? "broken" : "" },
    h("p", {}, h("span", { class: "name" }, name),
      h("span", { class: "whose" }, whose === "ours" ? "our own limit" : "Alexa’s limit")),
    bar(most ? value / most : 0, broken ? "over" : ""),
    h("p", {}, h("span", {}, numbers), h("span", {}, broken && icon("warning"), rest)));
}

const number = (value) => value.toLocaleString("en", { maximumFractionDigits: 1 });
