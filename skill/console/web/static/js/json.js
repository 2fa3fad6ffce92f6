/** JSON as a tree that opens and closes, and the differences between two. */

import { h } from "./dom.js";

/** Whatever has more members than this, or lies deeper than this, is closed at first. */
const LONG = 30;
const DEEP = 3;

/**
 * Show *value* as a tree.
 * @returns {HTMLElement}
 */
export function tree(value, label) {
  return h("div", { class: "json", role: "group", "aria-label": label }, ...node(value, "", 0));
}

function node(value, name, depth) {
  const key = name === "" ? [] : [h("span", { class: "key" }, `${name}: `)];
  if (!isTree(value)) return [h("div", { class: "leaf" }, ...key, leaf(value))];
  const members = Object.entries(value);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (!members.length) return [h("div", { class: "leaf" }, ...key, open + close)];
  const inside = h("div", { class: "inside" });
  const count = h("span", { class: "count" }, ` ${members.length} `);
  const summary = h("summary", {}, ...key, open, count, close);
  const branch = h("details", { open: depth < DEEP && members.length < LONG }, summary, inside);
  // Long documents are drawn as far as somebody looks into them.
  const grow = () => {
    if (!branch.open || inside.firstChild) return;
    inside.append(...members.flatMap(([one, member]) => node(member, one, depth + 1)));
  };
  branch.addEventListener("toggle", grow);
  grow();
  return [branch];
}

function leaf(value) {
  const kind = value === null ? "null" : typeof value;
  return h("span", { class: `value ${kind}` }, JSON.stringify(value));
}

/** The places where two values differ: {place, before, after}, the latter undefined if absent. */
export function differences(before, after, place = "") {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isTree(before) || !isTree(after)) return [{ place: place || "all of it", before, after }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) =>
    differences(before[name], after[name], place ? `${place}.${name}` : name));
}

const isTree = (value) => value !== null && typeof value === "object";
