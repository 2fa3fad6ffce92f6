/** Records what is said until there is silence, and has it written down by the server. */

import { postSound } from "./api.js";
import { $, icon } from "./dom.js";
import { player } from "./player.js";
import { state } from "./store.js";
import { wav } from "./wav.js";
import { sentence } from "./words.js";

/** So many seconds of silence end what is said; nobody speaks longer than this. */
const SILENCE = 1.5;
const LONGEST = 20;
/** Louder than this, from 0 to 1, is speech. */
const LOUD = 0.015;

let recording = null;

/** Let the microphone button record, and give what was said to *say*. */
export function microphone(say) {
  const press = $("#microphone");
  press.prepend(icon("microphone"));
  press.addEventListener("click", () => (recording ? recording.end() : start(say)));
}

async function start(say) {
  const { ready, missing } = state.options?.listening ?? {};
  if (!ready) {
    tell(sentence(missing || "speech recognition is not installed"));
    return;
  }
  // Until the browser lets it record, there is nothing to end.
  recording = { end() {} };
  player.pause();
  try {
    recording = await record();
    show(true);
    tell("Speak now. It ends when you are silent, or press again.");
    const sound = await wav(await recording.done, recording.rate);
    show(false);
    tell("Writing down what you said…");
    await hear(sound, say);
  } catch (error) {
    tell(REASONS[error.name] ?? `${error.message} ${error.advice ?? ""}`);
  } finally {
    recording = null;
    show(false);
  }
}

const REASONS = {
  NotAllowedError:
    "The browser may not use the microphone: allow it beside the address, then press again.",
  NotFoundError: "This machine has no microphone.",
};

async function hear(sound, say) {
  const { words } = await postSound("/api/listen", sound);
  if (!words) {
    tell("Nothing was understood. Speak again, or type it.");
    return;
  }
  const input = $("#say");
  input.value = words;
  player.wait(true);
  tell(`Heard: ${words}`);
  await say(words);
}

/** Record from the microphone; `end` ends it, and `done` then has the samples. */
async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  const context = new AudioContext();
  await context.audioWorklet.addModule("/static/recorder.js");
  const recorder = new AudioWorkletNode(context, "recorder");
  context.createMediaStreamSource(stream).connect(recorder);
  const pieces = [];
  let over = false;
  let finish;
  const done = new Promise((resolve) => { finish = resolve; });
  const end = () => {
    if (over) return;
    over = true;
    for (const track of stream.getTracks()) track.stop();
    context.close();
    finish(pieces);
  };
  const ended = silence(end, context.sampleRate);
  recorder.port.onmessage = ({ data }) => {
    pieces.push(data);
    ended(data);
  };
  return { end, done, rate: context.sampleRate };
}

/** Call *end* once somebody has spoken and is silent, or was either for too long. */
function silence(end, rate) {
  let heard = 0;
  let quiet = 0;
  let spoke = false;
  return (samples) => {
    const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
    const loud = Math.sqrt(power) > LOUD;
    heard += samples.length / rate;
    spoke ||= loud;
    quiet = loud ? 0 : quiet + samples.length / rate;
    if (heard > LONGEST || quiet > (spoke ? SILENCE : 5 * SILENCE)) end();
  };
}

function show(on) {
  $("#microphone").setAttribute("aria-pressed", String(on));
}

function tell(words) {
  $("#listening").textContent = words;
}
