/** The buttons that play an answer, its captions, and what the player is doing, in words. */

import { $, button, h, icon } from "./dom.js";
import { clock, KINDS, momentAt, opening } from "./moments.js";
import { mute, player } from "./player.js";
import { keep, settings } from "./settings.js";
import { atTheEnd, on, state } from "./store.js";
import { sentence } from "./words.js";

const SPEEDS = [1, 2, 10];
/** Parts that are words, so that their caption needs no countdown. */
const SPOKEN = new Set(["words", "cue", "reprompt", "end"]);

export function transport() {
  for (const press of [$("#play"), $("#mini-play")]) {
    press.addEventListener("click", () => (player.running ? player.pause() : player.play()));
  }
  $("#restart").append(icon("start"));
  $("#restart").addEventListener("click", () => player.seek(0));
  $("#speeds").append(...SPEEDS.map(speed));
  on("sound", prepared);
  on("player waiting", show);
  on("settings", () => {
    mute();
    show();
  });
  show();
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

/** Say which voice it is, or what went wrong with it. */
function prepared({ loading = false, error, again }) {
  $("#voice-note").textContent = loading ? "Preparing the voice…" : voice(player.sound);
  const place = $("#hear-error");
  place.hidden = !error;
  if (!error) return;
  place.replaceChildren(h("p", {}, error.message), h("p", {}, error.advice),
    button("Try again", again, {}, "again"));
}

function voice(sound) {
  if (!sound) return "";
  const lasts = `The answer takes ${Math.round(sound.answer)} s.`;
  const { missing } = state.options.voice;
  const none = "There is no voice here, so these times are estimates.";
  if (sound.estimated) return `${lasts} ${none} ${sentence(missing)}`;
  return `${lasts} Voice: ${sound.voice}${sound.whispered ? ", whispered" : ""}.`;
}

/** Show where the player is. */
function show() {
  const { sound, at, running } = player;
  const moment = sound && momentAt(sound, at);
  for (const press of [$("#play"), $("#mini-play"), $("#restart")]) press.disabled = !sound;
  for (const press of [$("#play"), $("#mini-play")]) name(press, running ? "pause" : "play");
  const elapsed = `${clock(at)} of ${clock(sound?.seconds ?? 0)}`;
  $("#elapsed").textContent = elapsed;
  // Its room is kept, so that the conversation above does not move.
  $(".mini").classList.toggle("off", !sound);
  const kind = moment ? KINDS[moment.kind].name.toLowerCase() : "";
  $("#mini-place").textContent = `${elapsed}, ${kind}`;
  $("#standing").textContent = sound ? standing(moment) : "";
  caption(moment);
}

/** What the button does now; it is made anew only when that changes. */
function name(press, kind) {
  if (press.dataset.kind === kind) return;
  press.dataset.kind = kind;
  press.replaceChildren(icon(kind), h("span", {}, kind === "pause" ? "Pause" : "Play"));
}

function caption(moment) {
  const place = $("#caption");
  place.dataset.kind = moment?.kind ?? "";
  if (!moment) {
    place.replaceChildren(h("span", { class: "caption-kind" }, "Nothing is being said."));
    return;
  }
  const { name: kind, caption: otherwise } = KINDS[moment.kind];
  const left = Math.ceil(moment.end - player.at);
  const over = SPOKEN.has(moment.kind) ? kind : `${kind}: ${left} s left`;
  const words = moment.kind === "break" ? coming(moment) : moment.text || otherwise;
  place.replaceChildren(h("span", { class: "caption-kind" }, over),
    h("span", { class: "caption-words" }, words));
}

/** What is said after a pause. */
function coming({ end }) {
  const { moments } = player.sound;
  const next = moments.find(({ start, text }) => start >= end - 0.001 && text && text !== "…");
  return next ? `… ${next.text}` : "…";
}

/** What the player is doing. */
function standing(moment) {
  const { running, silenced } = player;
  if (silenced) return silenced;
  return running ? moving(moment) : resting();
}

function moving(moment) {
  const { held, waits, at, sound, rate } = player;
  if (held) return "The clock stands still at the microphone while you are about to speak.";
  if (waits && at < opening(sound)) return "Playing. The clock will wait at the microphone.";
  if (moment?.kind === "microphone") return "Say something, or let it pass.";
  if (!settings.sound) return "Playing without sound.";
  return rate > 4 ? "Playing fast, without sound." : "Playing.";
}

function resting() {
  const { at, sound, begun } = player;
  if (at >= sound.seconds) return "Played to the end.";
  if (!begun) return "";
  if (!atTheEnd() || !state.session.open) return "Paused.";
  return `Paused. What you say now comes ${Math.floor(at)} s after the answer began.`;
}
