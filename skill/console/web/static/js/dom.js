/** Makes elements; whatever text is given becomes text, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element.
 * @param {string} tag
 * @param {object} [given] properties and attributes; `on` has its listeners, `data` its data
 * @param {...(Node|string|null|false|undefined)} children
 * @returns {HTMLElement}
 */
export function h(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) set(made, name, value);
  made.append(...children.flat().filter((child) => child || child === 0));
  return made;
}

function set(made, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "on") {
    for (const [kind, listener] of Object.entries(value)) made.addEventListener(kind, listener);
  } else if (name === "data") Object.assign(made.dataset, value);
  else if (name === "class") made.className = value;
  else if (name in made && typeof value !== "string") made[name] = value;
  else made.setAttribute(name, value === true ? "" : value);
}

/** Make an SVG element out of a tag, attributes and children. */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The one element that *selector* finds. */
export const $ = (selector) => document.querySelector(selector);

const PATHS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  start: "M5 5h3v14H5zM20 5v14L9 12z",
  microphone:
    "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4M8 21h8",
  branch: "M7 4v16M7 14c0-5 10-3 10-9M14 8l3-3 3 3",
  again: "M19 12a7 7 0 1 1-2-5M19 4v4h-4",
  copy: "M9 9h10v11H9zM6 15H5V4h10v2",
  warning: "M12 4 2.5 20h19zM12 10v5M12 17.5v.5",
  question: "M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5v.5",
  cut: "M4 12h7M14 6v12M18 6v12",
  end: "M6 6h12v12H6z",
  check: "M5 13l4 4L19 7",
};
const SOLID = new Set(["play", "pause", "start", "end"]);

/** A picture beside words, which therefore says nothing to a screen reader. */
export function icon(name) {
  const path = svg("path", { d: PATHS[name] });
  const kind = SOLID.has(name) ? "icon solid" : "icon";
  return svg("svg", { viewBox: "0 0 24 24", class: kind, "aria-hidden": "true" }, path);
}

/** A button of words, with a picture before them if there is one. */
export function button(words, press, given = {}, picture = "") {
  const kind = { type: "button", ...given, on: { click: press } };
  return h("button", kind, picture && icon(picture), h("span", {}, words));
}

/** Let the browser save *text* as a file. */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
