/** Words as they are read. */

/** *words* from a capital, unless they begin with the name of a file, to a full stop. */
export function sentence(words) {
  const [first] = words.split(" ");
  const begun = /[./_]/.test(first) ? words : words.charAt(0).toUpperCase() + words.slice(1);
  return begun === "" || /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
