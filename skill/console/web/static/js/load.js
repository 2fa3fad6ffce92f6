/** Loads a conversation and plays it, step by step or at once, against what it expects. */

import { post } from "./api.js";
import { begin, play } from "./conversation.js";
import { $, h } from "./dom.js";
import { emit, on, select, state } from "./store.js";

const dialog = $("#load");
let playing = false;

export function loading() {
  $("#open-load").addEventListener("click", () => {
    list();
    say("");
    dialog.showModal();
  });
  $("#load-filter").addEventListener("input", list);
  $("#load-filter").addEventListener("keydown", ({ key }) => {
    if (key === "Enter") $("#load-open").click();
  });
  $("#load-file").addEventListener("change", fromDisk);
  $("#load-open").addEventListener("click", () => {
    const [chosen] = $("#load-list").selectedOptions;
    if (chosen) load({ path: chosen.value });
    else say("Choose a conversation first.");
  });
  $("#load-list").addEventListener("dblclick", () => $("#load-open").click());
  $("#step").addEventListener("click", () => step(true));
  $("#play-all").addEventListener("click", all);
  $("#stop-playing").addEventListener("click", stop);
  on("session waiting turn script", show);
}

function list() {
  const wanted = $("#load-filter").value.trim().toLowerCase();
  const here = state.session.locale;
  const { conversations } = state.options;
  const found = conversations.filter(({ path }) => path.toLowerCase().includes(wanted));
  // What is held in this locale comes first.
  found.sort((one, other) => (other.locale === here) - (one.locale === here));
  $("#load-list").replaceChildren(...found.map(({ path, locale, name }) =>
    h("option", { value: path }, `${name.replaceAll("-", " ")} (${locale})`)));
  // Whoever looked for something means what was found first, until another is chosen.
  if (wanted && found.length) $("#load-list").selectedIndex = 0;
  const { length } = found;
  $("#load-count").textContent = length === 1 ? "1 conversation" : `${length} conversations`;
  $("#load-project").hidden = !conversations.length;
}

async function fromDisk({ target }) {
  const [file] = target.files;
  if (!file) return;
  await load({ name: file.name, text: await file.text() });
  target.value = "";
}

/** Have the server read it, and begin a conversation on its device and in its locale. */
async function load(what) {
  try {
    const { name, locale, device, turns } = await post("/api/conversations", what);
    dialog.close();
    state.script = null;
    await begin({ locale, device });
    if (state.failure) return;
    state.before = [];
    state.script = { name, turns, next: 0, session: state.session.id };
    emit("script");
    $("#step").focus();
  } catch (error) {
    say(`${error.message} ${error.advice} ${error.problems?.join(" ") ?? ""}`);
  }
}

async function step(fresh) {
  const { script } = state;
  const done = await play(script.turns[script.next], fresh);
  if (done) script.next += 1;
  emit("script");
  return done;
}

async function all() {
  const { script } = state;
  playing = true;
  emit("script");
  while (playing && state.script === script && script.next < script.turns.length) {
    if (!(await step(false))) break;
  }
  playing = false;
  emit("script");
  const wrong = state.turns.find(({ differences }) => differences?.length);
  if (wrong && state.script === script) select(wrong.n);
}

function stop() {
  if (playing) playing = false;
  else state.script = null;
  emit("script");
}

function show() {
  const { script } = state;
  const here = script && script.session === state.session?.id;
  $("#script").hidden = !here;
  if (!here) return;
  const { name, turns, next } = script;
  const over = next >= turns.length;
  const wrong = state.turns.filter((turn) => turn.differences?.length).length;
  $("#script-name").textContent = name;
  $("#script-place").textContent = over
    ? ending(turns.length, wrong)
    : `${next} of ${turns.length}. Next: ${turns[next].label}`;
  $("#script").dataset.wrong = String(wrong > 0);
  $("#step").disabled = over || playing || Boolean(state.waiting);
  $("#play-all").disabled = over || playing || Boolean(state.waiting);
  $("#stop-playing").lastChild.textContent = playing ? "Stop" : "Close";
}

function ending(count, wrong) {
  if (!wrong && count === 1) return "Its one turn is as the file expects.";
  if (!wrong) return `All ${count} turns are as the file expects.`;
  return `${wrong} of ${count} turns ${wrong === 1 ? "is" : "are"} not as the file expects.`;
}

const say = (words) => { $("#load-said").textContent = words; };
