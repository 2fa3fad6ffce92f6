/** The device: its screen by Amazon's engine or in HTML, a speaker without one, and the card. */

import { act } from "./conversation.js";
import { $, h } from "./dom.js";
import { drawn } from "./drawn.js";
import { momentAt, player } from "./player.js";
import { atTheEnd, device, emit, on, selectedTurn, state } from "./store.js";

const frame = $("#screen");
let ready = false;
/** The turn whose screen is shown, and how many seconds before the selected turn it was sent. */
let seen = { turn: null, since: 0 };

export function screens() {
  addEventListener("message", (event) => {
    if (event.source === frame.contentWindow) received[event.data?.kind]?.(event.data);
  });
  new ResizeObserver(fit).observe($("#stage"));
  on("options", load);
  on("session", dress);
  on("session select", show);
  on("player", follow);
}

/** Load the page with the engine, if it is installed. */
function load() {
  if (state.options.engine.ready) frame.src = "/screen";
}

/** Draw the device itself. */
function dress() {
  const { id = "", screen = null, name = "" } = device() ?? {};
  const drawing = $("#drawing");
  drawing.dataset.device = id;
  drawing.dataset.shape = screen?.shape ?? "NONE";
  drawing.setAttribute("aria-label", screen ? `Screen of the ${name}` : name);
  $("#glass").hidden = !screen;
  $("#speaker").hidden = Boolean(screen);
  if (screen) {
    frame.width = screen.width;
    frame.height = screen.height;
  }
  fit();
}

/** Make the screen as large as its column has room for; its own size in dp stays as it is. */
function fit() {
  const { screen } = device() ?? {};
  const stage = $("#stage");
  if (!screen || !stage.clientWidth) return;
  const room = parseFloat(getComputedStyle(stage).getPropertyValue("--room")) || 420;
  const high = screen.shape === "ROUND" ? Math.min(room, 340) : room;
  const scale = Math.min((stage.clientWidth - 44) / screen.width, high / screen.height, 1);
  const glass = $("#glass");
  glass.style.width = `${Math.floor(screen.width * scale)}px`;
  glass.style.height = `${Math.floor(screen.height * scale)}px`;
  glass.style.setProperty("--scale", String(scale));
}

/** Show the screen of the turn, or the one that it leaves as it is. */
function show() {
  seen = find();
  const { turn } = seen;
  const { engine } = state.options;
  const engined = Boolean(turn) && engine.ready;
  frame.hidden = !engined;
  $("#drawn").hidden = !turn || engine.ready;
  $("#asleep").hidden = Boolean(turn);
  $("#asleep-time").textContent = (selectedTurn() ?? state.session)?.time.slice(0, 5) ?? "";
  note();
  if (engined) send();
  else if (ready) frame.contentWindow.postMessage({ kind: "clear" }, "*");
  if (turn && !engine.ready) $("#drawn").replaceChildren(drawn(turn, touch));
  light();
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
  const turn = selectedTurn();
  const words = [turn?.screen_note, device()?.screen && !engine.ready
    ? `This is the page's own drawing, not the device's: ${engine.missing}` : ""];
  $("#screen-note").textContent = words.filter(Boolean).join(" ");
}

/** Have the engine show it, at the moment where the player is. */
function send() {
  if (!ready || !seen.turn) return;
  const { turn } = seen;
  const { screen, n } = turn;
  const scene = {
    id: `${state.session.id}-${n}`,
    token: screen.token,
    document: screen.document,
    datasources: screen.datasources ?? {},
    viewport: device().screen,
    utc: unix(turn) * 1000,
    ahead: state.session.local_offset / 60,
  };
  frame.contentWindow.postMessage({ kind: "show", scene, clock: position() }, "*");
}

/** When *turn* was, in Unix seconds: the clock of the conversation less what came after it. */
function unix(turn) {
  const later = state.turns.slice(turn.n + 1);
  return later.reduce((clock, { after }) => clock - (after ?? 0), state.session.clock);
}

function position() {
  const { at, rate, running, held } = player;
  return { at: (seen.since + at) * 1000, rate, running: running && !held };
}

function follow() {
  if (seen.turn && ready && !frame.hidden) {
    frame.contentWindow.postMessage({ kind: "clock", clock: position() }, "*");
  }
  if (seen.turn && !state.options.engine.ready) emit("drawn", position().at);
  light();
}

/** The light of the device tells whether it speaks or listens. */
function light() {
  const { sound, at, running } = player;
  const kind = sound && player.begun ? momentAt(sound, at).kind : "";
  const listens = kind === "microphone" || kind === "silence";
  const speaks = running && !listens && kind !== "end";
  $("#drawing").dataset.light = listens ? "listens" : speaks ? "speaks" : "";
}

async function touch(event) {
  if (!atTheEnd()) {
    emit("say-aloud", "This is an earlier turn. Branch from it to touch its screen.");
    $("#screen-note").textContent = "This is an earlier turn: to touch its screen, press “Branch from here”.";
    return;
  }
  await act({ do: "touch", event });
}

const received = {
  ready() {
    ready = true;
    send();
  },
  shown() {
    frame.dataset.shown = String(seen.turn?.n ?? "");
  },
  touch: ({ event }) => touch(event),
  problem: ({ text }) => console.warn(`Amazon's engine: ${text}`),
};

/** The card, as the Alexa app shows it. */
export function card() {
  on("session select", () => {
    const { card: shown } = selectedTurn() ?? {};
    $("#card").hidden = !shown;
    $("#no-card").hidden = Boolean(shown) || !selectedTurn();
    if (!shown) return;
    $("#card").replaceChildren(h("p", { class: "app" }, state.options.skill.name),
      h("h4", {}, shown.title), h("p", { class: "text" }, shown.text));
  });
}
