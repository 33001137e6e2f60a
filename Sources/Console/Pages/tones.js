// Sounds of a table: two tones each, so that they are told apart without looking. They can be switched off.

const PLACE = 'parcelgate.silent';

/** Pairs of frequency in Hz and length in seconds. */
const pairs = {
  go: [[880, 0.12], [1320, 0.18]],
  stop: [[330, 0.28], [220, 0.42]],
  ask: [[440, 0.12], [440, 0.12]],
  done: [[660, 0.08], [660, 0.08]],
};

let context = null;

export function areSilent() {
  return localStorage.getItem(PLACE) === 'yes';
}

export function setSilent(isSilent) {
  localStorage.setItem(PLACE, isSilent ? 'yes' : 'no');
}

/** Whether the browser keeps quiet because nobody has touched the page since it was loaded. */
export function areBlocked() {
  return context ? context.state !== 'running' : navigator.userActivation?.hasBeenActive === false;
}

/** @param {'go' | 'stop' | 'ask' | 'done'} kind */
export function play(kind) {
  if (areSilent()) return;
  context ??= new AudioContext();
  // A browser keeps quiet until the person has touched the page.
  if (context.state === 'suspended') context.resume();
  let at = context.currentTime;
  for (const [frequency, length] of pairs[kind]) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = kind === 'stop' ? 'square' : 'sine';
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.25, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + length);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + length);
    at += length + 0.03;
  }
}
