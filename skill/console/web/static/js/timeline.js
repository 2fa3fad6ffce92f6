/** Draws an answer in time: blocks as long as what is heard, a slider over them, and a list. */

import { $, h, icon } from "./dom.js";
import { clock, KINDS, momentAt } from "./moments.js";
import { player } from "./player.js";
import { on } from "./store.js";

/** What somebody presses on the slider, and where that leads from a position. */
const KEYS = {
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at + 1,
  PageUp: (at) => player.sound.moments.find(({ start }) => start > at)?.start ?? Infinity,
  PageDown: (at) => player.sound.moments.findLast(({ start }) => start < at)?.start ?? 0,
  Home: () => 0,
  End: () => player.sound.seconds,
};
/** How far apart, in seconds, the numbers under the blocks may be, and how many there may be. */
const STEPS = [5, 10, 15, 30, 60, 120, 300];
const MOST_TICKS = 7;

export function timeline() {
  const slider = $("#slider");
  slider.addEventListener("keydown", press);
  slider.addEventListener("pointerdown", drag);
  slider.addEventListener("pointermove", (event) => event.buttons && drag(event));
  on("sound", draw);
  on("player", show);
  draw();
}

function press(event) {
  const move = KEYS[event.key];
  if (!move || !player.sound) return;
  event.preventDefault();
  player.seek(move(player.at));
}

function drag(event) {
  if (!player.sound || event.button > 0) return;
  if (event.type === "pointerdown") $("#slider").setPointerCapture(event.pointerId);
  const { left, width } = $("#blocks").getBoundingClientRect();
  player.seek(((event.clientX - left) / width) * player.sound.seconds);
}

function draw() {
  const { sound } = player;
  const moments = sound?.moments ?? [];
  $("#hear").dataset.empty = String(!moments.length);
  $("#blocks").replaceChildren(...moments.map(block));
  $("#ticks").replaceChildren(...(sound ? ticks(sound.seconds) : []));
  $("#moments").replaceChildren(...moments.map(listed));
  $("#moments-of").hidden = !moments.length;
  show();
}

function block({ start, end, kind }) {
  const made = h("span", { class: "block", data: { kind } }, kind === "microphone" && icon(kind));
  made.style.flexGrow = String(end - start);
  return made;
}

function ticks(seconds) {
  const step = STEPS.find((one) => seconds / one <= MOST_TICKS) ?? STEPS.at(-1);
  // One that would reach over the end is left out.
  const count = Math.floor((seconds * 0.94) / step) + 1;
  return Array.from({ length: count }, (_, place) => {
    const made = h("span", {}, clock(place * step));
    made.style.left = `${((place * step) / seconds) * 100}%`;
    return made;
  });
}

function listed({ start, end, kind, text }) {
  const silent = `${Math.round(end - start)} s of silence`;
  const words = kind === "break" ? silent : text || KINDS[kind].caption;
  const given = { type: "button", class: "moment", on: { click: () => player.seek(start) } };
  return h("li", {}, h("button", given,
    h("span", { class: "when" }, clock(start)),
    h("span", { class: "kind" }, KINDS[kind].name),
    h("span", { class: "text" }, words)));
}

/** Show where the player is. */
function show() {
  const { sound, at } = player;
  const moment = sound && momentAt(sound, at);
  const slider = $("#slider");
  slider.setAttribute("aria-disabled", String(!sound));
  slider.setAttribute("aria-valuemax", String(Math.round(sound?.seconds ?? 0)));
  slider.setAttribute("aria-valuenow", String(Math.round(at)));
  slider.setAttribute("aria-valuetext", spoken(moment));
  $("#needle").style.left = `${sound ? (at / sound.seconds) * 100 : 0}%`;
  mark(sound ? sound.moments.indexOf(moment) : -1);
}

function spoken(moment) {
  if (!moment) return "nothing to play";
  const { at, sound } = player;
  const { name } = KINDS[moment.kind];
  const words = moment.kind === "break" || !moment.text ? name : `${name}: ${moment.text}`;
  return `${Math.floor(at)} of ${Math.round(sound.seconds)} seconds. ${words}`;
}

function mark(now) {
  [...$("#blocks").children].forEach((made, place) => {
    made.classList.toggle("now", place === now);
    made.classList.toggle("past", place < now);
  });
  [...$("#moments").children].forEach(({ firstChild: made }, place) => {
    if (place === now) made.setAttribute("aria-current", "true");
    else made.removeAttribute("aria-current");
  });
}
