// The console's keys. A key is pressed by a person: a hand scanner that types like a keyboard must never press one.

/** Scanners send a character every 1 to 40 ms; a key counts only when none came so shortly before or after it. */
const BURST_MS = 50;
const PLACE = 'parcelgate.keys';

const bindings = new Map();
let pending = 0;
let newest = 0;

/** Binds a key; the newest binding of a key counts. Returns what takes the binding away. */
export function bind(key, act) {
  const stack = bindings.get(key) ?? [];
  bindings.set(key, [...stack, act]);
  return () => bindings.set(key, bindings.get(key).filter((other) => other !== act));
}

/** Whether single keys do something: people who dictate switch them off (WCAG 2.1.4). */
export function areOn() {
  return localStorage.getItem(PLACE) !== 'off';
}

export function turn(isOn) {
  localStorage.setItem(PLACE, isOn ? 'on' : 'off');
}

/** Whether what is typed goes into a field. */
export function isTyping() {
  return isField(document.activeElement);
}

function isField(node) {
  if (node instanceof HTMLInputElement) return !['radio', 'checkbox', 'button', 'submit'].includes(node.type);
  return node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement;
}

document.addEventListener(
  'keydown',
  (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const isBurst = event.timeStamp - newest < BURST_MS && !event.repeat;
    if (event.key.length === 1) newest = event.timeStamp;
    if (isBurst) clearTimeout(pending);
    if (event.key === 'Escape') return act(event.key);
    if (isField(event.target)) return;
    if (isBurst) {
      // A scanner ends with Enter, which would press whatever button has the focus.
      if (event.key === 'Enter' || event.key === ' ') event.preventDefault();
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.repeat && !key.startsWith('Arrow') && key !== 'j' && key !== 'k') return;
    if (!bindings.get(key)?.length) return;
    if (key.startsWith('Arrow')) {
      event.preventDefault();
      return act(key);
    }
    if (!areOn()) return;
    event.preventDefault();
    pending = setTimeout(() => act(key), BURST_MS);
  },
  true,
);

function act(key) {
  bindings.get(key)?.at(-1)?.();
}
