/** The server's answers, or what went wrong and what to do about it. */

import { sentence } from "./words.js";

/** An answer that is none: `advice` says what to do, `kind` who failed (console, skill...). */
export class Refusal extends Error {
  constructor(status, { message, advice = "", kind = "console", problems = [], text = "" }) {
    super(sentence(message));
    Object.assign(this, { status, advice: sentence(advice), kind, problems, text });
  }
}

const UNREACHABLE = {
  message: "The console's server does not answer.",
  advice: "Start it with “make run”, then try again.",
};

/** GET *path* and return the JSON. */
export const get = (path) => ask(path);

/** POST *body* as JSON and return the JSON. */
export const post = (path, body = {}) =>
  ask(path, { "Content-Type": "application/json" }, JSON.stringify(body));

/** POST a sound file and return the JSON. */
export const postSound = (path, sound) => ask(path, { "Content-Type": "audio/wav" }, sound);

async function ask(path, headers, body) {
  const answer = await reach(path, headers, body);
  const found = await answer.json().catch(() => null);
  if (answer.ok && found !== null) return found;
  const error = found?.error ?? {
    message: `The server answered ${answer.status} to ${path}.`,
    advice: "Its window says more.",
  };
  throw new Refusal(answer.status, error);
}

async function reach(path, headers, body) {
  try {
    return await fetch(path, { method: body === undefined ? "GET" : "POST", headers, body });
  } catch {
    throw new Refusal(0, UNREACHABLE);
  }
}
