/** The device around its screen: how it looks, its light, its clock, and the card it sends. */

import { $, h } from "./dom.js";
import { momentAt } from "./moments.js";
import { player } from "./player.js";
import { device, on, selectedTurn, state } from "./store.js";

/** How wide, in pixels, a device is beside its glass at most; how large a round one may be. */
const EDGE = 50;
const ROUND = 340;

export function devices() {
  new ResizeObserver(fit).observe($("#stage"));
  on("session", dress);
  on("session select", card);
  on("turn select player", clock);
  on("player", light);
}

/** Draw the device itself. */
function dress() {
  const { id = "", screen = null, name = "" } = device() ?? {};
  const drawing = $("#drawing");
  drawing.dataset.device = id;
  drawing.dataset.shape = screen?.shape ?? "NONE";
  drawing.setAttribute("aria-label", name);
  $("#glass").hidden = !screen;
  $("#speaker").hidden = Boolean(screen);
  fit();
}

/** Make the screen as large as its column has room for; its own size in dp stays as it is. */
function fit() {
  const { screen } = device() ?? {};
  const stage = $("#stage");
  if (!screen || !stage.clientWidth) return;
  const room = Number(getComputedStyle(stage).getPropertyValue("--room"));
  const high = screen.shape === "ROUND" ? Math.min(room, ROUND) : room;
  const scale = Math.min((stage.clientWidth - EDGE) / screen.width, high / screen.height, 1);
  const glass = $("#glass");
  glass.style.width = `${Math.floor(screen.width * scale)}px`;
  glass.style.height = `${Math.floor(screen.height * scale)}px`;
  glass.style.setProperty("--scale", String(scale));
  $("#screen").width = screen.width;
  $("#screen").height = screen.height;
}

/** The light of the device tells whether it speaks or listens. */
function light() {
  const { sound, at, running, begun } = player;
  const kind = sound && begun ? momentAt(sound, at)?.kind : "";
  const listens = kind === "microphone" || kind === "silence";
  const speaks = running && !listens && kind !== "end";
  $("#drawing").dataset.light = listens ? "listens" : speaks ? "speaks" : "";
}

/** Show what time it is on the device where the player stands. */
function clock() {
  const from = selectedTurn()?.time ?? state.session?.time;
  if (!from) return;
  const [hours, minutes, seconds] = from.split(":").map(Number);
  const now = new Date(0);
  now.setUTCHours(hours, minutes, seconds + Math.floor(player.at));
  $(".clock").hidden = false;
  $("#device-clock").textContent = now.toISOString().slice(11, 19);
  $("#asleep-time").textContent = now.toISOString().slice(11, 16);
}

/** Show the card as the Alexa app does. */
function card() {
  const turn = selectedTurn();
  const shown = turn?.card;
  $("#card").hidden = !shown;
  $("#no-card").hidden = Boolean(shown);
  $("#no-card").textContent = turn ? "This answer sends no card." : "None yet.";
  if (!shown) return;
  $("#card").replaceChildren(h("p", { class: "app" }, state.options.skill.name),
    h("h4", {}, shown.title), h("p", { class: "text" }, shown.text));
}
