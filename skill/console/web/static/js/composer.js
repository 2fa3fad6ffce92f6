/** Where one speaks: quick buttons, words, and the microphone. */

import { act } from "./conversation.js";
import { $, button } from "./dom.js";
import { microphone } from "./microphone.js";
import { player } from "./player.js";
import { atTheEnd, on, select, state } from "./store.js";

/** The quick buttons: their words, what they do, and when they make sense. */
const QUICK = [
  ["Open", () => ({ do: "launch" })],
  ["Stop", () => ({ do: "say", utterance: "stop" })],
  ["Yes", () => ({ do: "say", utterance: "yes" })],
  ["No", () => ({ do: "say", utterance: "no" })],
  ["Next", () => ({ do: "say", utterance: "next" })],
  ["Say nothing", () => ({ do: "silence", after: null })],
];

export function composer() {
  const input = $("#say");
  $("#quick").append(...QUICK.map(([words, doing]) => button(words, () => speak(doing()))));
  $("#composer").addEventListener("submit", (event) => {
    event.preventDefault();
    say(input.value);
  });
  input.addEventListener("input", () => player.wait(input.value !== ""));
  input.addEventListener("keydown", recall);
  $("#sound-fails").addEventListener("click", () => {
    if (!state.waiting) speak({ do: "sound-fails" });
  });
  $("#back button").addEventListener("click", () => select(state.turns.length - 1));
  document.addEventListener("keydown", shortcut);
  microphone(say);
  on("waiting session turn select", enable);
  on("turn", ({ utterance }) => utterance === input.value.trim() && write(""));
}

/** Where keys are letters. */
const WRITING = "input:not([type=checkbox], [type=radio]), textarea, select";

/** What is said as soon as the answer before it is there. */
let next = "";

/** Say *words*; they leave the input once they are answered. */
async function say(words) {
  const utterance = words.trim();
  const busy = Boolean(state.waiting) || !state.session;
  next = busy ? utterance : "";
  if (utterance && !busy) await speak({ do: "say", utterance });
}

function speak(doing) {
  // Whoever looks back at an earlier turn did not speak into its answer.
  return act(atTheEnd() ? doing : { ...doing, after: null });
}

function write(words) {
  $("#say").value = words;
  player.wait(words !== "");
}

function enable() {
  const open = Boolean(state.session?.open);
  const buttons = [...$("#quick").children];
  for (const one of buttons) one.disabled = Boolean(state.waiting) || !state.session;
  const silence = buttons.at(-1);
  silence.disabled ||= !open;
  silence.title = open ? "" : "Nobody is waiting for an answer: no session is open.";
  $("#sound-fails").hidden = !open;
  if (next && !state.waiting && !state.failure) say(next);
}

/** Bring back what was said before, as a terminal does. */
function recall(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const said = [...new Set(state.turns.map(({ utterance }) => utterance).filter(Boolean)), ""];
  const place = said.indexOf(event.target.value);
  const from = place < 0 ? said.length - 1 : place;
  write(said[Math.min(Math.max(from + step, 0), said.length - 1)]);
}

/** "/" and Escape lead to the input, wherever one is, unless that key does something there. */
function shortcut(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  const writing = event.target.closest(WRITING);
  if (event.key === "Escape" || (event.key === "/" && !writing)) {
    event.preventDefault();
    $("#view-talk").click();
    $("#say").focus();
  }
}
