/** What the page knows, and who is told when it changes. Nothing of it outlives the page. */

export const state = {
  /** What the server offers: locales, devices, voice, doubts... */
  options: null,
  /** The conversation, without its turns, and these. */
  session: null,
  turns: [],
  /** The number of the turn that is looked at; -1 while there is none. */
  selected: -1,
  /** What is being waited for, in words; empty while nothing is. */
  waiting: "",
  /** What went wrong last: {message, advice, problems, retry: {words, act}}. */
  failure: null,
  /** What was said in the conversation before this one, to be said again. */
  before: [],
  /** A loaded conversation: {name, turns, next}. */
  script: null,
};

const bus = new EventTarget();

/** Call *listener* whenever one of *names* happens. */
export function on(names, listener) {
  for (const name of names.split(" ")) {
    bus.addEventListener(name, (event) => listener(event.detail));
  }
}

/** Tell everybody that *name* happened. */
export function emit(name, detail) {
  bus.dispatchEvent(new CustomEvent(name, { detail }));
}

/** The turn that is looked at, if there is one. */
export const selectedTurn = () => state.turns[state.selected];

/** Whether the turn that is looked at is the last one, from which the conversation goes on. */
export const atTheEnd = () => state.selected === state.turns.length - 1;

/** Look at turn *n*; *fresh* if it has just been answered. */
export function select(n, fresh = false) {
  state.selected = n;
  emit("select", { fresh });
}

/** The device that is played, with its screen. */
export const device = () =>
  state.options?.devices.find((one) => one.id === state.session?.device) ?? null;
