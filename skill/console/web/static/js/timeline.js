/** Draws an answer in time: what is heard when, the captions, and the buttons that play it. */

import { $, button, h, icon } from "./dom.js";
import { momentAt, mute, opening, player } from "./player.js";
import { keep, settings } from "./settings.js";
import { atTheEnd, on, selectedTurn, state } from "./store.js";

/** How each part is called, and what its caption says if it has no words of its own. */
export const KINDS = {
  words: ["Words", ""],
  cue: ["Cue in a hold", ""],
  break: ["Pause", "…"],
  microphone: ["Microphone opens", "Alexa is listening."],
  reprompt: ["Reprompt", ""],
  silence: ["Second silence", "Alexa is listening once more."],
  end: ["Session ends", "The session is over."],
};
const SPEEDS = [1, 2, 10];
/** What somebody presses on the slider, and where that leads from a position. */
const KEYS = {
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at) => at + 1,
  PageUp: (at) => next(at),
  PageDown: (at) => previous(at),
  Home: () => 0,
  End: () => player.sound.seconds,
};

export function timeline() {
  const slider = $("#slider");
  slider.addEventListener("keydown", press);
  slider.addEventListener("pointerdown", drag);
  slider.addEventListener("pointermove", (event) => event.buttons && drag(event));
  for (const press of [$("#play"), $("#mini-play")]) {
    press.addEventListener("click", () => (player.running ? player.pause() : player.play()));
  }
  $("#restart").append(icon("start"));
  $("#restart").addEventListener("click", () => player.seek(0));
  $("#speeds").append(...SPEEDS.map(speed));
  on("sound", ({ loading = false, error, again }) => {
    draw(loading);
    fail(error, again);
  });
  on("player waiting", show);
  on("settings", () => {
    mute();
    show();
  });
  draw(false);
}

const next = (at) => player.sound.moments.find(({ start }) => start > at)?.start ?? Infinity;
const previous = (at) => player.sound.moments.findLast(({ start }) => start < at)?.start ?? 0;

function press(event) {
  const move = KEYS[event.key];
  if (!move || !player.sound) return;
  event.preventDefault();
  player.seek(move(player.at));
}

function drag(event) {
  if (!player.sound || event.button > 0) return;
  const { left, width } = $("#blocks").getBoundingClientRect();
  player.seek(((event.clientX - left) / width) * player.sound.seconds);
  if (event.type === "pointerdown") $("#slider").setPointerCapture(event.pointerId);
}

function speed(rate) {
  const choose = () => {
    keep({ speed: rate });
    player.speed(rate);
  };
  const given = { type: "radio", name: "speed", value: String(rate), on: { change: choose } };
  const choice = h("input", { ...given, checked: settings.speed === rate });
  return h("label", {}, choice, h("span", {}, `${rate}×`));
}

/** Draw the blocks and the list of what is heard. */
function draw(loading) {
  const { sound } = player;
  const drawn = Boolean(sound?.moments.length);
  $("#hear").dataset.empty = String(!drawn);
  $("#blocks").replaceChildren(...(drawn ? sound.moments.map(block) : []));
  $("#ticks").replaceChildren(...(drawn ? ticks(sound.seconds) : []));
  $("#moments").replaceChildren(...(drawn ? sound.moments.map(listed) : []));
  $("#moments-of").hidden = !drawn;
  $("#voice-note").textContent = note(sound, loading);
  show();
}

function block(moment) {
  const made = h("span", { class: "block", data: { kind: moment.kind } });
  made.style.flexGrow = String(moment.end - moment.start);
  if (moment.kind === "microphone") made.append(icon("microphone"));
  return made;
}

function ticks(seconds) {
  const step = [5, 10, 15, 30, 60, 120].find((one) => seconds / one <= 7) ?? 300;
  const count = Math.floor((seconds * 0.94) / step) + 1;
  return Array.from({ length: count }, (_, place) => {
    const made = h("span", {}, clock(place * step));
    made.style.left = `${((place * step) / seconds) * 100}%`;
    return made;
  });
}

function listed(moment) {
  const words = moment.text || KINDS[moment.kind][1];
  const jump = () => player.seek(moment.start);
  const row = h("button", { type: "button", class: "moment", on: { click: jump } },
    h("span", { class: "when" }, clock(moment.start)),
    h("span", { class: "kind", data: { kind: moment.kind } }, KINDS[moment.kind][0]),
    h("span", { class: "text" }, words === "…" ? length(moment) : words));
  return h("li", {}, row);
}

function note(sound, loading) {
  const { name = "", missing = "" } = state.options?.voice ?? {};
  if (loading) return "Preparing the voice…";
  if (!sound) return "";
  const lasts = `The answer takes ${Math.round(sound.answer)} s.`;
  if (sound.estimated) return `${lasts} There is no voice here, so these times are estimates. ${missing}`;
  return `${lasts} Voice: ${sound.voice || name}${sound.whispered ? ", whispered" : ""}.`;
}

function fail(error, again) {
  const place = $("#hear-error");
  place.hidden = !error;
  if (!error) return;
  place.replaceChildren(h("p", {}, error.message), h("p", {}, error.advice),
    button("Try again", again, {}, "again"));
}

/** Show where the player is. */
function show() {
  const { sound, at, running } = player;
  for (const press of [$("#play"), $("#mini-play"), $("#restart")]) press.disabled = !sound;
  for (const press of [$("#play"), $("#mini-play")]) name(press, running ? "pause" : "play");
  $("#hear").dataset.running = String(running);
  $("#elapsed").textContent = `${clock(at)} of ${clock(sound?.seconds ?? 0)}`;
  const moment = sound && momentAt(sound, at);
  caption(moment);
  $(".mini").hidden = !sound;
  $("#mini-place").textContent = moment ? `${clock(at)} of ${clock(sound.seconds)}, ${KINDS[moment.kind][0].toLowerCase()}` : "";
  $("#standing").textContent = standing(moment);
  const slider = $("#slider");
  slider.setAttribute("aria-disabled", String(!sound));
  slider.setAttribute("aria-valuemax", String(Math.round(sound?.seconds ?? 0)));
  slider.setAttribute("aria-valuenow", String(Math.round(at)));
  slider.setAttribute("aria-valuetext", spoken(moment));
  $("#needle").style.left = `${sound ? (at / sound.seconds) * 100 : 0}%`;
  mark(moment);
}

/** What the button does now; it is made anew only when that changes. */
function name(press, kind) {
  if (press.dataset.kind === kind) return;
  press.dataset.kind = kind;
  press.replaceChildren(icon(kind), h("span", {}, kind === "pause" ? "Pause" : "Play"));
}

function mark(moment) {
  const place = player.sound?.moments.indexOf(moment) ?? -1;
  for (const [n, made] of [...$("#blocks").children].entries()) {
    made.classList.toggle("now", n === place);
    made.classList.toggle("past", n < place);
  }
  for (const [n, made] of [...$("#moments").children].entries()) {
    if (n === place) made.firstChild.setAttribute("aria-current", "true");
    else made.firstChild.removeAttribute("aria-current");
  }
}

function caption(moment) {
  const place = $("#caption");
  place.dataset.kind = moment?.kind ?? "";
  const quiet = { class: "caption-kind" };
  if (!moment) {
    place.replaceChildren(h("span", quiet, "Nothing is being said."));
    return;
  }
  const [name, otherwise] = KINDS[moment.kind];
  const left = Math.ceil(moment.end - player.at);
  const timed = moment.end > moment.start && !["words", "cue", "reprompt"].includes(moment.kind);
  place.replaceChildren(h("span", quiet, timed ? `${name}: ${left} s left` : name),
    h("span", { class: "caption-words" }, moment.text || otherwise));
}

/** What the player is doing, in words. */
function standing(moment) {
  const { sound, at, running, held, begun, silenced, waits } = player;
  if (silenced) return silenced;
  if (!sound) return "";
  if (held) return "The clock stands still at the microphone while you are about to speak.";
  if (running && waits && at < opening(sound)) return "Playing. The clock will wait for you at the microphone.";
  if (running && moment.kind === "microphone") return "Say something, or let it pass.";
  if (running) return player.rate > 4 ? "Playing fast, without sound." : settings.sound ? "Playing." : "Playing without sound.";
  if (at >= sound.seconds) return "Played to the end.";
  if (!begun) return "";
  if (!atTheEnd() || !state.session.open) return "Paused.";
  return `Paused. What you say now comes ${Math.floor(at)} s after the answer began.`;
}

function spoken(moment) {
  if (!moment) return "nothing to play";
  const [name] = KINDS[moment.kind];
  const { at, sound } = player;
  return `${Math.floor(at)} of ${Math.round(sound.seconds)} seconds. ${name}${moment.text && moment.text !== "…" ? `: ${moment.text}` : ""}`;
}

const length = ({ start, end }) => `${Math.round(end - start)} s of silence`;

/** Seconds as 1:05. */
export function clock(seconds) {
  const whole = Math.floor(seconds + 0.001);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
