/** The few choices that outlive the page. What was said is not among them. */

const KEY = "console-settings";
const FIRST = {
  device: "show-8",
  locale: "en-US",
  time: "03:00",
  whisper: false,
  sound: true,
  speed: 1,
  theme: "system",
};

export const settings = { ...FIRST, ...read() };

/** Keep new values of some settings. */
export function keep(values) {
  Object.assign(settings, values);
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing still has the page as it is.
  }
}

/** The time of day at which a conversation begins, as HH:MM. */
export function startingTime() {
  if (settings.time !== "now") return settings.time;
  const now = new Date();
  return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const fits = ([name, value]) => typeof value === typeof FIRST[name];
    const known = Object.entries(kept).filter(fits);
    return Object.fromEntries(known);
  } catch {
    return {};
  }
}
