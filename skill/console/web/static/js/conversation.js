/** Begins conversations and goes on with them; the server keeps them, the page shows them. */

import { get, post } from "./api.js";
import { player } from "./player.js";
import { settings, startingTime } from "./settings.js";
import { emit, select, state } from "./store.js";

/** How a turn came about that cannot be said again: by a request edited by hand. */
const EDITED = "resend";

const path = (more = "") => `/api/sessions/${state.session.id}${more}`;

/** GET or POST something of this conversation. */
export const ofSession = {
  get: (more) => get(path(more)),
  post: (more, body) => post(path(more), body),
};

/** Show *session*, with its turns, as the conversation. */
export function adopt({ turns = [], ...session }, fresh = false) {
  Object.assign(state, { session, turns, failure: null, selected: -1 });
  history.replaceState(null, "", `#${session.id}`);
  emit("session");
  select(turns.length - 1, fresh);
}

let begun = 0;

/** Begin a conversation with the chosen device, locale and time. */
export async function begin(choice = {}) {
  const mine = ++begun;
  const { device, locale, whisper } = settings;
  const wanted = { device, locale, whisper, time: startingTime(), ...choice };
  await waitFor("Beginning a conversation", async () => {
    const session = await post("/api/sessions", wanted);
    // Whoever chose something else meanwhile wants only the conversation begun last.
    if (mine !== begun) return;
    if (state.turns.length) state.before = state.turns.filter(({ did }) => did !== EDITED);
    adopt(session);
  }, () => begin(choice));
}

/** Go on with the conversation that the address names, or begin one. */
export async function resume() {
  const id = location.hash.slice(1);
  try {
    if (!/^[\w-]+$/.test(id)) throw new Error("no conversation is named");
    adopt(await get(`/api/sessions/${id}`));
  } catch {
    await begin();
  }
}

/**
 * Do something in the conversation: say, launch, silence, touch...
 * @param {object} doing {do, utterance, event}; `after` if it is not the player's position
 * @param {boolean} fresh whether the answer is to be heard
 * @returns {Promise<boolean>} whether there was an answer
 */
export async function act(doing, fresh = true) {
  const after = doing.after === undefined ? player.after() : doing.after;
  return answered("/turns", { ...doing, after }, fresh);
}

/** Play a turn of a loaded conversation. */
export const play = (turn, fresh) => answered("/play", { turn }, fresh);

async function answered(where, body, fresh) {
  player.pause();
  const done = await waitFor("Waiting for the answer", async () => {
    const { turn, session } = await ofSession.post(where, body);
    state.turns = [...state.turns, turn];
    state.session = { ...state.session, ...session };
    select(turn.n, fresh);
    emit("turn", turn);
  }, () => answered(where, body, fresh));
  return done;
}

/** Go on from turn *n* in a conversation of its own, or from the answer to an edited request. */
export async function branch(n, request) {
  return waitFor("Branching", async () => {
    const body = request ? { turn: n, request } : { turn: n };
    adopt(await ofSession.post("/branch", body), Boolean(request));
    emit("say-aloud", `A new conversation, branched from turn ${n + 1}.`);
  }, () => branch(n, request));
}

/** Say again what was said in the conversation before; its last answer is heard. */
export async function sayAgain() {
  const said = state.before;
  state.before = [];
  for (const [place, turn] of said.entries()) {
    const doing = { do: turn.did, utterance: turn.utterance, event: turn.event, after: turn.after };
    if (!(await act(doing, place === said.length - 1))) return;
  }
}

/**
 * Wait for *work*; if it fails, say so where the conversation is, and offer *again*.
 * @returns {Promise<boolean>} whether it was done
 */
export async function waitFor(words, work, again) {
  Object.assign(state, { waiting: words, failure: null });
  emit("waiting");
  try {
    await work();
    return true;
  } catch (error) {
    state.failure = failure(error, again);
    return false;
  } finally {
    state.waiting = "";
    emit("waiting");
  }
}

function failure(error, again) {
  if (error.status === 404 && state.session) {
    return { ...plain(error), retry: { words: "Begin a new conversation", act: () => begin() } };
  }
  return { ...plain(error), retry: again && { words: "Try again", act: again } };
}

const plain = ({ message, advice = "", problems = [], text = "" }) =>
  ({ message, advice, problems, text });
