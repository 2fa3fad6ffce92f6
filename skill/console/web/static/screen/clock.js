"use strict";

// A clock for the engine that can be set, stopped and sped up: a screen keeps step with the sound.
// It stands on whatever clock is here already, so that a browser test can fake that one as well.
(() => {
  const Underlying = Date;
  const wall = Underlying.now.bind(Underlying);
  const frame = requestAnimationFrame.bind(window);

  /** When position 0 is, in Unix milliseconds; how far the device is ahead of UTC, in minutes. */
  let origin = wall();
  let ahead = 0;
  let set = { at: 0, rate: 1, running: false, since: wall() };

  /**
   * Where a clock is now, in milliseconds: it was at `at` when it was `since` on the wall, which
   * the page and its frame share, and has gone on at `rate`, or stands.
   */
  const reading = ({ at, rate, running, since }) =>
    Math.max(0, running ? at + (wall() - since) * rate : at);
  const position = () => reading(set);
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
    reading,
    /** Let position 0 be at a moment, on a device whose local time is so many minutes ahead. */
    start(unix, minutes) {
      origin = unix;
      ahead = minutes;
    },
    /** Be set as the clock of the page is. */
    go(clock) {
      set = clock;
    },
  };
})();
