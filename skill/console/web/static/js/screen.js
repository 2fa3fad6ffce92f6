/** What the device shows: by Amazon's engine in its frame, or drawn by this page without it. */

import { act } from "./conversation.js";
import { $, button, h } from "./dom.js";
import { drawn } from "./drawn.js";
import { player } from "./player.js";
import { sayings, touches } from "./scene.js";
import { atTheEnd, device, emit, on, selectedTurn, state } from "./store.js";

const frame = $("#screen");
/** Whether the engine is there. */
let ready = false;
/** The turn whose screen is seen, how many seconds before the selected one it came, and which. */
let seen = { turn: null, since: 0, selected: -1 };

export function screens() {
  addEventListener("message", (event) => {
    if (event.source === frame.contentWindow) received[event.data?.kind]?.(event.data);
  });
  on("options", () => {
    if (state.options.engine.ready) frame.src = "/screen";
  });
  on("session select", show);
  on("player", follow);
}

/** What the frame tells. */
const received = {
  ready() {
    ready = true;
    send();
  },
  failed() {
    state.options.engine = { ready: false, missing: "Amazon's engine did not start." };
    show();
  },
  shown() {
    frame.dataset.shown = String(seen.turn?.n ?? "");
  },
  touch: ({ event }) => touch(event),
  problem: ({ text }) => console.warn(`Amazon's engine: ${text}`),
};

/** Tell the frame something, if the engine is in it. */
const tell = (message) => ready && frame.contentWindow.postMessage(message, "*");

/** Show the screen of the turn, or the one that it leaves as it is. */
function show() {
  seen = { ...find(), selected: state.selected };
  const { turn } = seen;
  const { engine } = state.options;
  frame.hidden = !turn || !engine.ready;
  $("#drawn").hidden = !turn || engine.ready;
  $("#asleep").hidden = Boolean(turn);
  note();
  inWords(turn);
  if (turn && !engine.ready) $("#drawn").replaceChildren(drawn(turn, touch));
  if (turn) send();
  else tell({ kind: "clear" });
}

/** Say what the screen shows to whoever does not see it, with buttons that touch it. */
function inWords(turn) {
  $("#in-words").hidden = !turn;
  if (!turn) return;
  const pressed = ([label, event]) => button(`Touch “${label}”`, () => touch(event));
  $("#in-words-text").replaceChildren(...sayings(turn.screen).map((words) => h("p", {}, words)));
  $("#in-words-touches").replaceChildren(...touches(turn.screen).map(pressed));
}

function find() {
  let since = 0;
  for (let n = state.selected; n >= 0; n -= 1) {
    const turn = state.turns[n];
    if (turn.screen) return { turn, since };
    if (turn.ended || !device()?.screen) break;
    since += turn.after ?? 0;
  }
  return { turn: null, since: 0 };
}

function note() {
  const { engine } = state.options;
  const own = device()?.screen && !engine.ready
    && `This is the page's own drawing, not the device's. ${engine.missing}`;
  $("#screen-note").textContent = [selectedTurn()?.screen_note, own].filter(Boolean).join(" ");
}

/** Have the engine show it, at the moment where the player is. */
function send() {
  const { turn } = seen;
  if (!turn) return;
  const { token, document, datasources = {} } = turn.screen;
  const scene = {
    id: `${state.session.id}-${turn.n}`,
    token,
    document,
    datasources,
    viewport: device().screen,
    utc: unix(turn) * 1000,
    ahead: state.session.local_offset / 60,
  };
  delete frame.dataset.shown;
  tell({ kind: "show", scene, clock: position() });
}

/** When *turn* was, in Unix seconds: the clock of the conversation less what came after it. */
function unix(turn) {
  const later = state.turns.slice(turn.n + 1);
  return later.reduce((clock, { after }) => clock - (after ?? 0), state.session.clock);
}

/** Where the screen is in its own time, in milliseconds, and since when. */
function position() {
  const { at, rate, running, held } = player;
  return { at: (seen.since + at) * 1000, rate, running: running && !held, since: Date.now() };
}

function follow() {
  // What is about to be replaced need not be put right before.
  if (!seen.turn || seen.selected !== state.selected) return;
  if (state.options.engine.ready) tell({ kind: "clock", clock: position() });
  else emit("drawn", position().at);
}

async function touch(event) {
  if (atTheEnd()) {
    if (!state.waiting) await act({ do: "touch", event });
    return;
  }
  const words = "This is an earlier turn: to touch its screen, press “Branch from here”.";
  $("#screen-note").textContent = words;
}
