/** The conversation as it went: turns to look at, what is waited for, and what went wrong. */

import { branch, sayAgain } from "./conversation.js";
import { $, button, h, icon } from "./dom.js";
import { verbatim } from "./parts.js";
import { atTheEnd, emit, on, select, state } from "./store.js";

/** What stays free, in pixels, above a turn that is scrolled to. */
const MARGIN = 8;

export function chat() {
  const list = $("#turns");
  list.addEventListener("keydown", walk);
  on("session", () => list.replaceChildren());
  on("session turn select waiting", draw);
  on("say-aloud", (words) => { $("#aloud").textContent = words; });
  on("turn", announce);
}

/** Say the new answer to a screen reader. */
function announce(turn) {
  const words = [turn.speech || "No answer.", turn.listens ? "Alexa is listening." : "",
    turn.ended ? "The session has ended." : "",
    turn.violations ? `${turn.violations} rules broken.` : ""];
  $("#aloud").textContent = words.filter(Boolean).join(" ");
}

function draw() {
  const list = $("#turns");
  const focused = list.contains(document.activeElement);
  list.replaceChildren(...state.turns.map(one));
  $("#empty").hidden = state.turns.length > 0 || Boolean(state.waiting);
  $("#waiting").hidden = !state.waiting;
  $("#waiting-for").textContent = `${state.waiting}…`;
  $("#failure").hidden = !state.failure;
  $("#failure").replaceChildren(...(state.failure ? failed(state.failure) : []));
  const again = $("#again");
  again.hidden = !state.before.length || state.turns.length > 0 || Boolean(state.waiting);
  again.replaceChildren(...(again.hidden ? [] : offer()));
  $("#back").hidden = atTheEnd() || !state.turns.length;
  if (focused) list.querySelector("[aria-current] .pick")?.focus();
  scroll();
}

/** Keep in sight what was added last, from its beginning, or the selected turn. */
function scroll() {
  const scroller = $("#scroller");
  const last = $("#turns").lastElementChild;
  if (state.failure || state.waiting || !last) scroller.scrollTop = scroller.scrollHeight;
  else if (!atTheEnd()) $("#turns [aria-current]")?.scrollIntoView({ block: "nearest" });
  else scroller.scrollTop = Math.min(scroller.scrollHeight, last.offsetTop - MARGIN);
}

function one(turn) {
  const current = turn.n === state.selected;
  const pick = ({ detail }) => {
    // Whoever marks words with the mouse wants to copy them.
    const marking = detail > 0 && !getSelection().isCollapsed;
    if (!current && !marking) select(turn.n);
  };
  return h("li", { class: "turn", "aria-current": current ? "true" : null, on: { click: pick } },
    said(turn, current),
    h("div", { class: "answer" },
      h("p", { class: "speech" }, ...pauses(turn)),
      turn.reprompt && turn.listens
        && h("p", { class: "reprompt" }, `If you say nothing: ${turn.reprompt}`),
      turn.apology && h("p", { class: "problem" }, icon("warning"),
        `The skill failed inside: ${turn.apology}`)),
    h("p", { class: "facts", id: `facts-${turn.n}` }, ...facts(turn)),
    ...differences(turn),
    current && actions(turn));
}

function said(turn, current) {
  const words = turn.utterance || turn.label;
  const silent = turn.utterance ? "" : " silent";
  return h("button", {
    type: "button", class: `pick${silent}`, tabIndex: current ? 0 : -1,
    "aria-describedby": `facts-${turn.n}`,
  }, h("span", { class: "words" }, h("span", { class: "unseen" }, `Turn ${turn.n + 1}: `), words),
  h("span", { class: "when" }, h("span", { class: "unseen" }, ", at "), turn.time));
}

/** What is heard, with its pauses as they are written: "… 10 s …". */
function pauses(turn) {
  const shown = turn.shown || turn.speech;
  if (!shown) return [h("span", { class: "nothing" }, "(Alexa says nothing)")];
  const parts = shown.split(/(…\s*[\d.]+\s*s\s*…)/);
  return parts.map((part, place) => place % 2
    ? h("span", { class: "pause" }, part.replaceAll("…", "").trim())
    : part);
}

function facts(turn) {
  // The next turn knows that it came too early; to be read where the answer breaks off.
  const cut = state.turns[turn.n + 1]?.interrupted;
  const slots = Object.entries(turn.slots ?? {}).map(([name, value]) => `${name}: ${value}`);
  return [
    h("span", { class: "chip" }, turn.intent),
    ...slots.map((slot) => h("span", { class: "chip slot" }, slot)),
    !turn.understood && h("span", { class: "badge amber" }, icon("question"), "not understood"),
    turn.violations && h("span", { class: "badge red" }, icon("warning"),
      turn.violations === 1 ? "1 rule broken" : `${turn.violations} rules broken`),
    turn.listens && h("span", { class: "badge" }, icon("microphone"), "listens"),
    turn.ended && h("span", { class: "badge" }, icon("end"), "session ended"),
    cut && h("span", { class: "badge" }, icon("cut"), `interrupted at ${cut.at} s of ${cut.of} s`),
  ].filter(Boolean);
}

function differences(turn) {
  if (!turn.differences?.length) return [];
  return [h("div", { class: "problem" }, h("p", {}, icon("warning"), "Not as the file expects:"),
    h("ul", {}, ...turn.differences.map((difference) => h("li", {}, difference))))];
}

function actions(turn) {
  const group = { class: "actions", role: "group", "aria-label": `Turn ${turn.n + 1}` };
  return h("div", group,
    button("Branch from here", () => branch(turn.n), {}, "branch"),
    button("Ask again", () => emit("ask-again"), {}, "again"),
    !turn.understood && button("Copy for the model", () => emit("copy-for-model"), {}, "copy"));
}

function failed({ message, advice, problems = [], text, retry }) {
  return [
    h("p", {}, icon("warning"), h("strong", {}, message)),
    advice && h("p", {}, advice),
    problems.length > 0 && h("ul", {}, ...problems.map((problem) => h("li", {}, problem))),
    text && verbatim(text, "What the skill answered"),
    retry && button(retry.words, retry.act, {}, "again"),
  ].filter(Boolean);
}

function offer() {
  const count = state.before.length;
  const words = `Say the same again (${count} ${count === 1 ? "turn" : "turns"})`;
  return [h("p", {}, "This is a new conversation."), button(words, sayAgain, {}, "again")];
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

function walk(event) {
  const step = STEPS[event.key];
  if (!step || !event.target.classList.contains("pick")) return;
  event.preventDefault();
  const last = state.turns.length - 1;
  select(Math.min(Math.max(state.selected + step, 0), last));
}
