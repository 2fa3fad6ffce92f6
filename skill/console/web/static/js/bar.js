/** The bar at the top: which device, where, when, how loud; and beginning anew. */

import { post } from "./api.js";
import { begin, ofSession, waitFor } from "./conversation.js";
import { toast } from "./copying.js";
import { $, h } from "./dom.js";
import { keep, settings, startingTime } from "./settings.js";
import { device, emit, on, state } from "./store.js";

/** How long, in milliseconds, somebody may go on typing a time before a conversation begins. */
const TYPING = 600;

export function bar() {
  on("options", fill);
  on("session", show);
  $("#device-choice").addEventListener("change", ({ target }) => anew({ device: target.value }));
  $("#locale-choice").addEventListener("change", ({ target }) => anew({ locale: target.value }));
  $("#time-choice").addEventListener("input", typed);
  $("#at-three").addEventListener("click", () => anew({ time: "03:00" }));
  $("#at-now").addEventListener("click", () => anew({ time: "now" }));
  $("#new").addEventListener("click", () => begin());
  $("#whisper").addEventListener("change", whisper);
  $("#sound").checked = settings.sound;
  $("#sound").addEventListener("change", ({ target }) => {
    keep({ sound: target.checked });
    emit("settings");
  });
  $("#theme").value = settings.theme;
  $("#theme").addEventListener("change", ({ target }) => theme(target.value));
  $("#reload").addEventListener("click", reload);
  $("#settings-toggle").addEventListener("click", () => fold($("header").dataset.open !== "true"));
  // In a narrow window what was chosen is under the settings: they make room for it.
  $(".commands").addEventListener("click", () => fold(false), { capture: true });
  on("session", () => fold(false));
  theme(settings.theme);
}

function fill() {
  const { locales, devices, skill } = state.options;
  $("#skill").textContent = skill.name;
  document.title = `${skill.name}: test console`;
  const known = (list, id) => (list.some((one) => one.id === id) ? id : list[0].id);
  keep({ device: known(devices, settings.device), locale: known(locales, settings.locale) });
  const option = ({ id, name }) => h("option", { value: id }, name);
  $("#device-choice").replaceChildren(...devices.map(option));
  $("#locale-choice").replaceChildren(...locales.map(option));
  $("#invocation").textContent = `“open ${skill.invocation}”`;
}

/** Show what the conversation was begun with. */
function show() {
  const { session } = state;
  $("#device-choice").value = session.device;
  $("#locale-choice").value = session.locale;
  $("#time-choice").value = (state.turns[0] ?? session).time.slice(0, 5);
  $("#whisper").checked = session.whisper;
  const { name } = device();
  $("#settings-now").textContent = `${name}, ${session.locale}, ${$("#time-choice").value}`;
}

/** Keep a choice and begin a conversation with it. */
function anew(choice) {
  keep(choice);
  $("#time-choice").value = startingTime();
  return begin();
}

let typing = 0;

function typed({ target }) {
  clearTimeout(typing);
  if (target.value) typing = setTimeout(() => anew({ time: target.value }), TYPING);
}

async function whisper({ target }) {
  keep({ whisper: target.checked });
  await waitFor("Changing the voice", async () => {
    const session = await ofSession.post("/whisper", { whisper: target.checked });
    state.session = { ...state.session, ...session };
    emit("whisper");
  });
}

async function reload() {
  await waitFor("Reading the content and the interaction model again", async () => {
    const { message } = await post("/api/reload");
    toast(message);
  }, reload);
}

/** Show light, dark, or as the system is. */
function theme(name) {
  keep({ theme: name });
  document.documentElement.dataset.theme = name;
}

function fold(open) {
  const inside = $("header").contains(document.activeElement);
  if (!open && inside && $("header").dataset.open === "true") $("#settings-toggle").focus();
  $("header").dataset.open = String(open);
  $("#settings-toggle").setAttribute("aria-expanded", String(open));
}
