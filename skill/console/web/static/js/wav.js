/** Sound as a file: 16 bits, one channel. */

/**
 * Make a WAV file.
 * @param {Float32Array[]} pieces samples from -1 to 1, in order
 * @param {number} rate samples a second
 * @returns {Blob}
 */
export function wav(pieces, rate) {
  const samples = pieces.flatMap((piece) => [...piece]);
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const size = samples.length * 2;
  const fields = [
    [0, "RIFF"], [4, 36 + size], [8, "WAVE"], [12, "fmt "], [16, 16], [20, 1, 16], [22, 1, 16],
    [24, rate], [28, rate * 2], [32, 2, 16], [34, 16, 16], [36, "data"], [40, size],
  ];
  for (const [place, value, bits = 32] of fields) put(view, place, value, bits);
  samples.forEach((sample, n) => {
    view.setInt16(44 + n * 2, Math.round(Math.min(Math.max(sample, -1), 1) * 0x7fff), true);
  });
  return new Blob([view], { type: "audio/wav" });
}

function put(view, place, value, bits) {
  if (typeof value === "string") {
    [...value].forEach((letter, n) => view.setUint8(place + n, letter.charCodeAt(0)));
  } else if (bits === 16) view.setUint16(place, value, true);
  else view.setUint32(place, value, true);
}
