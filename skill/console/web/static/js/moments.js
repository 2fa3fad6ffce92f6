/** The parts of an answer in time: what they are called, and where they lie. */

/** How each kind of part is called, and what its caption says if it has no words of its own. */
export const KINDS = {
  words: { name: "Words", caption: "" },
  cue: { name: "Cue in a hold", caption: "" },
  break: { name: "Pause", caption: "…" },
  microphone: { name: "Microphone opens", caption: "Alexa is listening." },
  reprompt: { name: "Reprompt", caption: "" },
  silence: { name: "Second silence", caption: "Alexa is listening once more." },
  end: { name: "Session ends", caption: "The session is over." },
};

/** The part of *sound* that lies at *at* seconds. */
export function momentAt(sound, at) {
  return sound.moments.findLast((moment) => moment.start <= at + 0.001) ?? sound.moments[0];
}

/** When the microphone opens, in seconds; Infinity if it does not. */
export const opening = (sound) =>
  sound.moments.find((moment) => moment.kind === "microphone")?.start ?? Infinity;

/** Seconds as 1:05. */
export function clock(seconds) {
  const whole = Math.floor(seconds + 0.001);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
