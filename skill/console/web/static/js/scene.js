/** A screen as data: what it says, and what can be touched on it. */

/** The smaller sentences of a screen. */
export const points = (words) =>
  [...(words.points ?? []), words.hint, words.disclaimer].filter(Boolean);

/** The buttons of a screen: what stands on each, and the event that its touch sends. */
export function touches({ token, datasources = {} }) {
  const { words = {}, hold } = datasources;
  const event = (argument) => ({
    token,
    arguments: [argument],
    components: {},
    source: { type: "TouchWrapper", handler: "Press", id: "", value: false },
  });
  return buttons(words, hold).map(([label, argument]) => [label, event(argument)]);
}

function buttons(words, hold) {
  if (words.ways) return words.ways.map(({ label, touch }) => [label, touch]);
  const asked = [[words.no, "no"], [words.yes, "yes"]];
  if (words.offer) return asked;
  if (!words.touchable) return [];
  const running = hold?.running;
  const held = [running ? words.pause : words.resume, running ? "pause" : "resume"];
  return words.question ? asked : [...(words.holdSeconds > 0 ? [held] : []), [words.next, "next"]];
}

/** All that a screen says, from top to bottom. */
export function sayings({ datasources = {} }) {
  const { words = {}, hold } = datasources;
  const held = words.holdSeconds > 0 && hold;
  const ring = held ? `${Math.ceil(hold.left / 1000)} ${words.seconds}` : "";
  const picture = words.picture ? `Picture: ${words.picture}` : "";
  return [words.title, words.step, words.headline, words.cue, picture, ring, ...points(words),
    words.question, words.offer, words.source].filter(Boolean);
}
