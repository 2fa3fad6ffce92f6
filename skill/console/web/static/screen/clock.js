"use strict";

// A clock for the engine that can be set, stopped and sped up: a screen keeps step with the sound.
// It stands on whatever clock is here already, so that a browser test can fake that one as well.
(() => {
  const Underlying = Date;
  const steady = performance.now.bind(performance);
  const frame = requestAnimationFrame.bind(window);

  /** When position 0 is, in Unix milliseconds; how far the device is ahead of UTC, in minutes. */
  let origin = Underlying.now();
  let ahead = 0;
  /** The position in milliseconds when it was last set, and how it has gone on since. */
  let set = { at: 0, rate: 1, running: false, since: steady() };

  const position = () => set.at + (set.running ? (steady() - set.since) * set.rate : 0);
  const now = () => origin + position();

  function VirtualDate(...given) {
    if (!new.target) return new Underlying(now()).toString();
    return Reflect.construct(Underlying, given.length ? given : [now()], new.target);
  }
  VirtualDate.prototype = Underlying.prototype;
  VirtualDate.now = now;
  VirtualDate.parse = Underlying.parse;
  VirtualDate.UTC = Underlying.UTC;
  Underlying.prototype.getTimezoneOffset = () => -ahead;
  globalThis.Date = VirtualDate;
  performance.now = position;
  globalThis.requestAnimationFrame = (draw) => frame(() => draw(position()));

  globalThis.screenClock = {
    position,
    now,
    /** Let position 0 be at a moment, on a device whose local time is so many minutes ahead. */
    start(unix, minutes) {
      origin = unix;
      ahead = minutes;
    },
    /** Go on from a position in milliseconds, so many times as fast as time does, or stand. */
    go(at, rate, running) {
      set = { at, rate, running, since: steady() };
    },
  };
})();
