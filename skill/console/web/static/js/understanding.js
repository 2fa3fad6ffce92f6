/** What there is to know about the turn that is looked at, in tabs. */

import { ofSession } from "./conversation.js";
import { $, button, h } from "./dom.js";
import { doubt } from "./doubt.js";
import { limits } from "./limits.js";
import { memory } from "./memory.js";
import { request, response, sendAgain } from "./envelopes.js";
import { sources } from "./sources.js";
import { quiet } from "./parts.js";
import { on, emit, selectedTurn } from "./store.js";
import { why, copyForModel } from "./why.js";

/** The panels: what each shows of a turn and its details. */
const PANELS = { why, sources, limits, memory, request, response, doubt };

/** How long, in milliseconds, what is known of another turn stays to be seen. */
const PATIENCE = 250;

let kept = new Map();
let asked = 0;

export function understanding() {
  const tabs = [...$("#tabs").children];
  for (const tab of tabs) tab.addEventListener("click", () => choose(tab));
  $("#tabs").addEventListener("keydown", (event) => walk(event, tabs));
  on("session", () => { kept = new Map(); });
  on("select", load);
  on("ask-again", async () => {
    $("#view-understand").click();
    choose($("#tab-request"));
    await details(selectedTurn());
    sendAgain();
  });
  on("copy-for-model", async () => {
    choose($("#tab-why"));
    copyForModel(await details(selectedTurn()));
  });
  load();
}

/** Show one panel. */
export function choose(tab) {
  for (const one of $("#tabs").children) {
    const chosen = one === tab;
    one.setAttribute("aria-selected", String(chosen));
    one.tabIndex = chosen ? 0 : -1;
    document.getElementById(one.getAttribute("aria-controls")).hidden = !chosen;
  }
}

/** Where each key leads from a tab. */
const STEPS = {
  ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity,
};

function walk(event, tabs) {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const place = tabs.indexOf(document.activeElement) + step;
  const last = tabs.length - 1;
  const next = Number.isFinite(step) ? (place + tabs.length) % tabs.length : step < 0 ? 0 : last;
  tabs[next].focus();
  choose(tabs[next]);
}

async function details(turn) {
  if (!kept.has(turn.n)) kept.set(turn.n, await ofSession.get(`/turns/${turn.n}`));
  return kept.get(turn.n);
}

async function load() {
  const turn = selectedTurn();
  const mine = ++asked;
  mark(turn);
  if (!turn) {
    emit("details", null);
    fill(() => [h("p", { class: "nothing" }, "Nothing has been said yet.")]);
    return;
  }
  const waiting = setTimeout(() => mine === asked && fill(looking), PATIENCE);
  try {
    const found = await details(turn);
    if (mine !== asked) return;
    emit("details", found);
    fill((panel) => panel(turn, found));
  } catch (error) {
    if (mine === asked) fill(() => failed(error));
  } finally {
    clearTimeout(waiting);
  }
}

function fill(contents) {
  for (const [name, panel] of Object.entries(PANELS)) {
    $(`#panel-${name}`).replaceChildren(...contents(panel).flat().filter(Boolean));
  }
}

const looking = () => [quiet("Looking into it…")];

const failed = ({ message, advice }) => [
  h("div", { class: "problem", role: "alert" }, h("p", {}, message), h("p", {}, advice),
    button("Try again", load, {}, "again")),
];

/** Say which turn it is, and on the tab of the limits how many rules it broke. */
function mark(turn) {
  $("#about").textContent = turn ? `Turn ${turn.n + 1}: ${turn.label}` : "No turn yet";
  const broken = turn?.violations ?? 0;
  const words = h("span", { class: "unseen" }, " broken");
  const count = h("span", { class: "count" }, String(broken), words);
  $("#tab-limits").replaceChildren("Limits", ...(broken ? [" ", count] : []));
}
