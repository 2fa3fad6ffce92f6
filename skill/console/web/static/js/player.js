/** The one clock of the device: the sound, the timeline, the captions and the screen follow it. */

import { opening } from "./moments.js";
import { settings } from "./settings.js";
import { emit } from "./store.js";

/** How often, in milliseconds, the clock looks where it is. */
const TICK = 100;
/** How far, in seconds, the sound may be from the clock before it is put right. */
const SLACK = 0.3;
/** Faster than this, a voice is noise; Alexa's own goes no faster either. */
const FASTEST_HEARD = 4;

const audio = new Audio();
audio.preload = "auto";

/** The timer of the clock, 0 while it stands, and when it last looked. */
let ticking = 0;
let since = 0;
/** How often somebody has begun to play, to know the last of them. */
let plays = 0;

export const player = {
  /** What is played: {seconds, answer, wav, moments...}; null while there is nothing. */
  sound: null,
  /** The position in seconds: how long ago the answer began. */
  at: 0,
  rate: settings.speed,
  running: false,
  /** Whether it has been played at all; else nobody could have interrupted it. */
  begun: false,
  /** Whether somebody is about to speak, so that the microphone stays open. */
  waits: false,
  /** Whether it stands at the microphone for that reason. */
  held: false,
  /** Why it does not sound, if the browser lets it not. */
  silenced: "",

  /** Take up another sound, or none; it stands at its beginning. */
  load(sound) {
    stop();
    Object.assign(player, { sound, at: 0, begun: false, held: false });
    if (sound?.wav) audio.src = sound.wav;
    else audio.removeAttribute("src");
    emit("player", { jumped: true });
  },

  /** Play from where it is, from the beginning if that is the end. */
  async play() {
    if (!player.sound || player.running) return;
    if (player.at >= player.sound.seconds) player.seek(0);
    Object.assign(player, { running: true, begun: true, silenced: "" });
    const mine = ++plays;
    // The clock starts with the sound, so that neither runs ahead of the other.
    await sounding();
    if (!player.running || mine !== plays) return;
    since = performance.now();
    ticking = setInterval(tick, TICK);
    emit("player", {});
  },

  /** Stand still. */
  pause() {
    if (!player.running) return;
    tick();
    stop();
    emit("player", {});
  },

  /** Go to a position in seconds. */
  seek(at) {
    if (!player.sound) return;
    player.at = Math.min(Math.max(at, 0), player.sound.seconds);
    player.held = false;
    since = performance.now();
    if (player.sound.wav) audio.currentTime = player.at;
    player.begun ||= player.at > 0;
    emit("player", { jumped: true });
  },

  /** Play so many times as fast. */
  speed(rate) {
    player.rate = rate;
    audio.playbackRate = Math.min(rate, 16);
    mute();
    emit("player", {});
  },

  /** Keep the microphone open, or no longer, for somebody who is about to speak. */
  wait(waits) {
    player.waits = waits;
    if (player.running) tick();
  },

  /** How many whole seconds into the answer something is said now; null if it was all heard. */
  after() {
    const { sound, begun, at } = player;
    return sound && begun && at > 0 && at < sound.seconds ? Math.floor(at) : null;
  },
};

/** Let the sound be heard or not, as the settings say. */
export function mute() {
  audio.muted = !settings.sound || player.rate > FASTEST_HEARD;
}

function tick() {
  if (!ticking) return;
  const now = performance.now();
  const before = player.at;
  const next = before + ((now - since) / 1000) * player.rate;
  since = now;
  const limit = player.waits ? Math.max(before, opening(player.sound)) : Infinity;
  if (next > limit && !player.held) emit("say-aloud", "The clock stands still at the microphone.");
  player.held = next > limit;
  player.at = Math.min(next, limit, player.sound.seconds);
  follow();
  if (player.at >= player.sound.seconds) finish();
  else emit("player", {});
}

function finish() {
  stop();
  emit("player", {});
  emit("played-out");
}

function stop() {
  player.running = false;
  clearInterval(ticking);
  ticking = 0;
  audio.pause();
}

/** Keep the sound where the clock is. */
function follow() {
  if (!player.sound.wav || audio.ended) return;
  if (player.held) audio.pause();
  else if (audio.paused) sounding();
  else if (Math.abs(audio.currentTime - player.at) > SLACK * Math.max(1, player.rate)) {
    audio.currentTime = player.at;
  }
}

async function sounding() {
  if (!player.sound.wav) return;
  audio.currentTime = player.at;
  audio.playbackRate = Math.min(player.rate, 16);
  mute();
  try {
    await audio.play();
  } catch (error) {
    if (error.name !== "NotAllowedError") return;
    player.silenced = "The browser plays no sound before you have pressed something on the page.";
    stop();
    emit("player", {});
  }
}
