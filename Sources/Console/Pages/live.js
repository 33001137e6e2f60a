// The site's live state in this tab: the newest one, whether it is still true, and whoever wants to know.

import { LiveSource } from './source.js';

/** The gateway sends at least once a second. Older than this, what is shown may not be so any more. */
const STALE_MS = 2_500;
const SKEW_WINDOW_MS = 10_000;

let state = null;
let receivedAt = 0;
let isStale = false;
/** By how much this browser's clock is ahead of the gateway's, taken from the messages that came fastest. */
let skew = { value: null, since: 0 };
let connection = null;
const watchers = new Set();
const leavers = new Set();

export function current() {
  return state;
}

export function stale() {
  return isStale;
}

/** The gateway's clock now, in milliseconds UTC, reckoned on from the newest state. */
export function siteNow() {
  return skew.value === null ? Date.now() : performance.now() - skew.value;
}

/** Calls back with each new state, and when the state becomes stale or true again. Returns what ends it. */
export function watch(watcher) {
  watchers.add(watcher);
  if (state) watcher(state);
  return () => watchers.delete(watcher);
}

/** Calls back when the gateway knows the session no more. */
export function onSignedOut(listener) {
  leavers.add(listener);
}

export function open() {
  connection ??= typeof SharedWorker === 'function' ? share() : own();
  connection.open();
}

/** @param {boolean} everywhere also for the other tabs, because the session is over */
export function close(everywhere) {
  connection?.close(everywhere);
  state = null;
  isStale = false;
}

function share() {
  const { port } = new SharedWorker('/stream.js', { type: 'module', name: 'parcelgate' });
  port.addEventListener('message', ({ data }) => take(data));
  port.start();
  // A worker is not told when a tab goes.
  addEventListener('pagehide', () => port.postMessage('bye'));
  addEventListener('pageshow', ({ persisted }) => persisted && port.postMessage('open'));
  return {
    open: () => port.postMessage('open'),
    close: (everywhere) => port.postMessage(everywhere ? 'signed-out' : 'bye'),
  };
}

function own() {
  const source = new LiveSource(take);
  return { open: () => source.open(), close: () => source.close() };
}

function take(message) {
  if (message.kind === 'signed-out') {
    for (const listener of leavers) listener();
  } else if (message.kind === 'lost') {
    if (state) setStale(true);
  } else {
    state = JSON.parse(message.text);
    receivedAt = performance.now();
    noteSkew(receivedAt - state.now_ms);
    isStale = false;
    tell();
  }
}

/** The smallest difference is of the message that lost the least time on its way; it ages, since clocks drift. */
function noteSkew(difference) {
  const isOld = receivedAt - skew.since > SKEW_WINDOW_MS;
  if (skew.value === null || difference < skew.value || isOld) skew = { value: difference, since: receivedAt };
}

function setStale(value) {
  if (isStale === value) return;
  isStale = value;
  tell();
}

function tell() {
  for (const watcher of [...watchers]) watcher(state);
}

setInterval(() => {
  if (state && performance.now() - receivedAt > STALE_MS) setStale(true);
}, 500);
