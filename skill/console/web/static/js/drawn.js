/** The page's own drawing of a screen, out of the same data, where Amazon's engine is absent. */

import { button, h, svg } from "./dom.js";
import { points, touches } from "./scene.js";
import { on } from "./store.js";

const AROUND = 2 * Math.PI * 90;
let turning = () => {};

on("drawn", (at) => turning(at));

/**
 * Draw the screen of *turn*; a touch of a button is given to *touch*, as the engine would.
 * @returns {HTMLElement}
 */
export function drawn(turn, touch) {
  turning = () => {};
  const { words = {}, hold } = turn.screen.datasources ?? {};
  const first = words.cue ?? words.headline;
  const asked = words.question || words.offer;
  const named = ([label, event]) => button(label, () => touch(event), { class: "touch" });
  return h("div", { class: "drawn", data: { night: String(night(turn.time)) } },
    h("p", { class: "heading" }, h("span", {}, first && words.title), h("span", {}, words.step)),
    h("div", { class: "middle" },
      turn.picture && image(turn.picture, words.picture ?? ""),
      h("div", { class: "beside" },
        h("p", { class: "cue" }, first ?? words.title),
        words.holdSeconds > 0 && hold && ring(words, hold),
        ...points(words).map((point) => h("p", { class: "point" }, point)),
        asked && h("p", { class: "question" }, asked))),
    h("p", { class: "touches" }, ...touches(turn.screen).map(named)));
}

/** Whether the screen is dimmed: from nine in the evening to seven, as the document has it. */
function night(time) {
  const hour = Number(time.slice(0, 2));
  return hour >= 21 || hour < 7;
}

/** A ring that empties as the hold goes by. */
function ring(words, { ready, left, running }) {
  const circle = { cx: 100, cy: 100, r: 90, fill: "none", "stroke-width": 15 };
  const rest = svg("circle", { ...circle, class: "rest", transform: "rotate(-90 100 100)" });
  const number = svg("text", { x: 100, y: 122, "text-anchor": "middle" });
  turning = (at) => {
    const gone = running ? Math.max(0, at - ready) : 0;
    const now = Math.max(0, left - gone);
    rest.setAttribute("stroke-dasharray", `${(AROUND * now) / (words.holdSeconds * 1000)} 999`);
    number.textContent = String(Math.ceil(now / 1000));
  };
  turning(0);
  const asked = words.question || words.offer;
  const named = { class: "ring", role: "img", "aria-label": words.timeLeft };
  const track = svg("circle", { ...circle, class: "track" });
  return svg("svg", { viewBox: "0 0 200 200", ...named }, track, rest, number);
}

/** An image may run no script and load nothing, whatever the drawing says. */
function image(picture, alt) {
  const src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`;
  return h("img", { class: "picture", alt, src });
}
