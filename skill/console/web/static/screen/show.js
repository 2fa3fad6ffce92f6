"use strict";

// Shows one document after another, keeps to the clock that the page sends, and reports touches.
(() => {
  const tell = (message) => parent.postMessage(message, "*");
  if (!globalThis.AplRenderer) {
    tell({ kind: "failed" });
    return;
  }

  // Called any later than now, this would never end.
  const ready = AplRenderer.initEngine();
  const view = document.getElementById("view");
  /** How far, in milliseconds, the page's clock and this one may drift before this one follows. */
  const SLACK = 250;
  /** For how long the engine ignores the mouse clicks that a browser makes out of a touch. */
  const ECHO = 600;
  const STILL = { at: 0, rate: 1, running: false, since: 0 };

  /** What should be seen (no scene: nothing) and when in it; what is seen. */
  let wanted = { clock: STILL };
  let shown = { clock: STILL };
  let changed = false;
  let working = false;
  let renderer;

  function options(scene, content) {
    const { width, height, mode, shape } = scene.viewport;
    return {
      view,
      content,
      environment: { agentName: "console", agentVersion: "1" },
      theme: "dark",
      mode,
      viewport: { width, height, dpi: 160, isRound: shape === "ROUND", shape },
      utcTime: scene.utc,
      localTimeAdjustment: scene.ahead * 60000,
      notLoadFonts: true,
      logLevel: "warn",
      logTransport: (level, name, text) => tell({ kind: "problem", text: `${name}: ${text}` }),
      onSendEvent: (event) => tell({ kind: "touch", id: scene.id, event: touch(scene, event) }),
    };
  }

  function touch(scene, event) {
    const { type, handler, id, value } = event.source;
    const source = { type, handler, id, value };
    const { arguments: given, components } = event;
    return JSON.parse(JSON.stringify({ token: scene.token, arguments: given, components, source }));
  }

  function clear() {
    renderer?.destroy();
    renderer = undefined;
    view.replaceChildren();
    shown = { clock: STILL };
  }

  async function draw(scene) {
    clear();
    view.style.width = `${scene.viewport.width}px`;
    view.style.height = `${scene.viewport.height}px`;
    screenClock.start(scene.utc, scene.ahead);
    screenClock.go(STILL);
    const content = AplRenderer.Content.create(JSON.stringify(scene.document));
    content.addData("payload", JSON.stringify(scene.datasources));
    renderer = AplRenderer.default.create(options(scene, content));
    await renderer.init();
    // It counts from the first frame that it draws, which must be at position 0.
    renderer.coreFrameUpdate();
    // Measured on a clock that may stand still, a second click would be ignored for ever.
    renderer.lastPointerEventTimestamp = -Infinity;
    shown = { scene, clock: STILL };
    tell({ kind: "shown", id: scene.id });
  }

  async function show({ scene, clock }) {
    if (!scene) {
      clear();
      return;
    }
    // Time on a screen does not run backwards: it is shown again, and run forward.
    const slack = SLACK * Math.max(1, clock.rate);
    const back = screenClock.reading(clock) < screenClock.position() - slack;
    if (scene !== shown.scene || back) await draw(scene);
    screenClock.go(clock);
    renderer.coreFrameUpdate();
    shown.clock = clock;
  }

  // One at a time: what comes in meanwhile replaces what was asked for before it.
  async function work() {
    changed = true;
    if (working) return;
    working = true;
    await ready;
    while (changed) {
      changed = false;
      try {
        await show(wanted);
      } catch (error) {
        tell({ kind: "problem", text: String(error) });
      }
    }
    working = false;
  }

  function inStep(clock) {
    const { rate, running } = shown.clock;
    const apart = Math.abs(screenClock.reading(clock) - screenClock.position());
    const same = clock.rate === rate && clock.running === running;
    return same && !working && apart < (running ? SLACK * rate : 1);
  }

  const received = {
    show({ scene, clock }) {
      wanted = { scene, clock };
      work();
    },
    clear() {
      wanted = { clock: STILL };
      work();
    },
    clock({ clock }) {
      wanted = { ...wanted, clock };
      if (wanted.scene && !inStep(clock)) work();
    },
  };

  addEventListener("message", (event) => {
    if (event.source === parent) received[event.data?.kind]?.(event.data);
  });

  addEventListener("touchend", () => {
    const touched = renderer;
    if (!touched) return;
    touched.lastPointerEventTimestamp = Infinity;
    setTimeout(() => { touched.lastPointerEventTimestamp = -Infinity; }, ECHO);
  });

  ready.then(() => tell({ kind: "ready" }), () => tell({ kind: "failed" }));
})();
