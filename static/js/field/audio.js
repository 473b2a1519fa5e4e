// Records sound with the microphone while the work goes on; every second is kept, so that a crash takes the last at most.
import { now as instant, seal } from "./seal.js";
import * as store from "./store.js";

const TYPES = [
  ["audio/webm", "webm"],
  ["audio/mp4", "mp4"],
];
const LOCK = "field-sound"; // held by the tab that records
const PART_MS = 1000;
let running;

export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && globalThis.MediaRecorder);

/** The record that is being taken: {visit, …}; nothing while all is silent. */
export const soundNow = () => running?.record;

/** Makes one sealed piece of evidence of the parts that are kept, at the time of the last; says whether there were any. */
const finish = async () => {
  const parts = await store.soundParts();
  if (!parts.length) return false;
  const [{ record }, { at }] = [parts[0], parts.at(-1)];
  const file = new Blob(parts.map(({ part }) => part), { type: parts[0].type });
  const sealed = { ...(await seal(file)), taken_at: at };
  await store.keepSound({ ...record, file, data: { ...record.data, ...sealed, at } });
  return true;
};

/** What a crash left behind becomes evidence, unless another tab is recording. */
export const recoverSound = () => navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && finish());

const take = async (stream, record, began) => {
  const [type, extension] = TYPES.find(([one]) => MediaRecorder.isTypeSupported(one)) ?? TYPES[0];
  const recorder = new MediaRecorder(stream, { mimeType: type });
  const kept = [];
  const about = { record: { ...record, file_name: `sound.${extension}` }, type };
  recorder.addEventListener("dataavailable", ({ data }) =>
    kept.push(store.keepSoundPart(kept.length, { ...about, at: instant(), part: data })),
  );
  const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
  recorder.start(PART_MS);
  running = { record, stop: () => recorder.stop() };
  began();
  await ended; // told to stop, or the microphone is gone
  for (const track of stream.getTracks()) track.stop();
  try {
    await Promise.all(kept);
    await finish();
  } finally {
    running = undefined; // until here no record is finished without it
  }
};

/** Starts; `onEnd` is called when all is kept. Rejects where the microphone is not allowed, or another tab records. */
export const startRecording = (record, onEnd) =>
  new Promise((resolve, reject) => {
    let hasBegun = false;
    const began = () => {
      hasBegun = true;
      resolve();
    };
    navigator.locks
      .request(LOCK, { ifAvailable: true }, async (lock) => {
        if (!lock) throw new Error("another tab records");
        await finish();
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
        await take(stream, record, began);
        onEnd();
      })
      .catch((problem) => {
        if (hasBegun) throw problem; // what is kept so far is found when the app begins anew
        reject(problem);
      });
  });

export const stopRecording = () => running?.stop();
