// How a number has gone in the last quarter of an hour.

import { draw, make } from './dom.js';
import { number } from './format.js';
import { say } from './words.js';

const PERIOD_MS = 10_000;
const WINDOW_MS = 15 * 60_000;
const WIDTH = 96;
const HEIGHT = 26;
const INSET = 2;

const histories = new Map();

/** Keeps a value of a named number; it lasts as long as the page is open, whatever is shown meanwhile. */
export function sample(name, value, now) {
  const history = histories.get(name) ?? [];
  histories.set(name, history);
  if (now - (history.at(-1)?.at ?? 0) < PERIOD_MS) return;
  history.push({ at: now, value });
  while (history[0].at < now - WINDOW_MS) history.shift();
}

/** The course of a number as a line, with its lowest and highest value. */
export function makeTrend(name) {
  const line = draw('polyline', { class: 'trend-line' });
  const size = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT };
  const picture = draw('svg', { class: 'trend', 'aria-hidden': 'true', ...size }, line);
  const limits = make('span', { class: 'trend-limits' });
  return {
    element: make('span', { class: 'trend-figure' }, picture, limits),
    update(now) {
      const history = histories.get(name) ?? [];
      const values = history.map((point) => point.value);
      const low = Math.min(...values);
      const high = Math.max(...values);
      if (values.length === 0) return;
      const x = (at) => WIDTH - INSET - ((now - at) / WINDOW_MS) * (WIDTH - 2 * INSET);
      const y = (value) => (high === low ? HEIGHT / 2 : HEIGHT - INSET - ((value - low) / (high - low)) * (HEIGHT - 2 * INSET));
      const points = [...history, { at: now, value: values.at(-1) }];
      line.setAttribute('points', points.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' '));
      // What the page has not seen it does not claim: after a reload the course begins anew.
      const minutes = Math.min(WINDOW_MS, Math.max(60_000, now - history[0].at)) / 60_000;
      say(limits, 'trend.limits', { low: number(low), high: number(high), minutes: number(Math.round(minutes)) });
    },
  };
}
