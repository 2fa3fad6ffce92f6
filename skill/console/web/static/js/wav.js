/** Sound as a file: 16 bits, one channel. */

/** What speech recognition wants, in samples a second. */
const RATE = 16000;

/**
 * Make a WAV file of what was recorded.
 * @param {Float32Array[]} pieces samples from -1 to 1, in order
 * @param {number} rate samples a second
 * @returns {Promise<Blob>}
 */
export async function wav(pieces, rate) {
  const samples = await resampled(pieces.flatMap((piece) => [...piece]), rate);
  const size = samples.length * 2;
  const view = new DataView(new ArrayBuffer(44 + size));
  const fields = [
    [0, "RIFF"], [4, 36 + size], [8, "WAVE"], [12, "fmt "], [16, 16], [20, 1, 16], [22, 1, 16],
    [24, RATE], [28, RATE * 2], [32, 2, 16], [34, 16, 16], [36, "data"], [40, size],
  ];
  for (const [place, value, bits = 32] of fields) put(view, place, value, bits);
  samples.forEach((sample, n) => {
    view.setInt16(44 + n * 2, Math.round(Math.min(Math.max(sample, -1), 1) * 0x7fff), true);
  });
  return new Blob([view], { type: "audio/wav" });
}

/** The browser brings *samples* to the wanted rate: not every one records at it. */
async function resampled(samples, rate) {
  if (!samples.length) return samples;
  const context = new OfflineAudioContext(1, Math.ceil((samples.length * RATE) / rate), RATE);
  const buffer = context.createBuffer(1, samples.length, rate);
  buffer.copyToChannel(Float32Array.from(samples), 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  source.start();
  return (await context.startRendering()).getChannelData(0);
}

function put(view, place, value, bits) {
  if (typeof value === "string") {
    [...value].forEach((letter, n) => view.setUint8(place + n, letter.charCodeAt(0)));
  } else if (bits === 16) view.setUint16(place, value, true);
  else view.setUint32(place, value, true);
}
