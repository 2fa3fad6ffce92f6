/** Small pieces that several parts of the page are made of. */

import { h, icon } from "./dom.js";

/** A remark that stands back. */
export const quiet = (...words) => h("p", { class: "quiet" }, ...words);

/** Something that is as it should be. */
export const good = (...words) => h("p", { class: "good" }, icon("check"), ...words);

/** Something that is not. */
export const bad = (...words) => h("p", { class: "bad" }, icon("warning"), ...words);

/** What went wrong, and what to do about it. */
export const told = ({ message, advice = "" }) => bad(`${message} ${advice}`);

/** Text as it is, that can be scrolled to by keyboard. */
export const verbatim = (text, label) => h("pre", { tabIndex: 0, "aria-label": label }, text);

/** A table: the words over its columns, and its rows. */
export function table(heads, rows, kind = "") {
  const over = heads.map((head) => h("th", { scope: "col" }, head));
  const head = h("thead", {}, h("tr", {}, ...over));
  return h("table", { class: kind }, head, h("tbody", {}, ...rows));
}

/** A bar as long as *share*, from 0 to 1; the number beside it says the same. */
export function bar(share, kind = "") {
  const filled = h("span", {});
  filled.style.width = `${Math.min(Math.max(share, 0), 1) * 100}%`;
  return h("span", { class: `meter ${kind}`, "aria-hidden": "true" }, filled);
}
