/** Puts the page together. */

import { get } from "./api.js";
import { bar } from "./bar.js";
import { chat } from "./chat.js";
import { composer } from "./composer.js";
import { resume, waitFor } from "./conversation.js";
import { devices } from "./device.js";
import { $ } from "./dom.js";
import { hearing } from "./hearing.js";
import { loading } from "./load.js";
import { recording } from "./record.js";
import { screens } from "./screen.js";
import { emit, on, state } from "./store.js";
import { timeline } from "./timeline.js";
import { transport } from "./transport.js";
import { understanding } from "./understanding.js";
import { views } from "./views.js";

views();
bar();
chat();
composer();
// Before the screen, which then starts where the sound does.
hearing();
devices();
screens();
timeline();
transport();
understanding();
recording();
loading();
on("details", (details) => {
  $("#remembers").textContent = details?.remembered || "Nothing.";
});
start();

/** Learn what the server offers, then go on with the conversation of the address or begin one. */
async function start() {
  const known = await waitFor("Starting", async () => {
    state.options = await get("/api/options");
    emit("options");
  }, start);
  if (!known) return;
  await resume();
  addEventListener("hashchange", resume);
}
