/** Fetches what is heard of the turn that is looked at, and plays a new answer by itself. */

import { ofSession, act } from "./conversation.js";
import { player } from "./player.js";
import { settings } from "./settings.js";
import { atTheEnd, emit, on, selectedTurn, state } from "./store.js";

/** What is heard of each turn, by its number; forgotten with the conversation. */
let kept = new Map();
let asked = 0;

export function hearing() {
  on("session", () => { kept = new Map(); });
  on("whisper", () => {
    kept = new Map();
    load(false);
  });
  on("select", ({ fresh }) => load(fresh));
  on("played-out", sayNothing);
}

/** Fetch the sound of the turn, show it, and play it if the answer is *fresh*. */
async function load(fresh) {
  const turn = selectedTurn();
  const mine = ++asked;
  player.load(null);
  emit("sound", { loading: Boolean(turn) });
  if (!turn) return;
  try {
    if (!kept.has(turn.n)) kept.set(turn.n, await ofSession.get(`/turns/${turn.n}/sound`));
  } catch (error) {
    if (mine === asked) emit("sound", { error, again: () => load(fresh) });
    return;
  }
  if (mine !== asked) return;
  player.load(kept.get(turn.n));
  emit("sound", {});
  if (fresh && settings.sound && turn.did !== "silence") player.play();
}

/** After the second silence Alexa ends the session, unless nobody is there to hear it. */
function sayNothing() {
  const turn = selectedTurn();
  const alone = turn?.listens && atTheEnd() && state.session.open && !state.waiting;
  if (alone && settings.sound && !player.waits) act({ do: "silence", after: null });
}
