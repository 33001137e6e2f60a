// The newest pictures of the cameras: what was read in each, or why nothing was, and what to do about it.

import { fill, make, show, write } from './dom.js';
import { clock, instant, number } from './format.js';
import { makeFramePicture } from './framepicture.js';
import { makeFrameTabs } from './frametabs.js';
import { bind } from './keys.js';
import { wellMark } from './marks.js';
import { refresher } from './refresh.js';
import { coded, onLanguage, problem, say, text, trouble } from './words.js';
import * as api from './api.js';
import * as live from './live.js';

const LIMIT = 100;
/** Pictures come several a second; nobody reads faster than this. */
const AGAIN_MS = 2_000;

export function openFramesPage() {
  const query = new URLSearchParams(location.search);
  const heading = make('h1', { tabindex: '-1', say: 'page.frames' });
  const unread = make('input', { type: 'checkbox', id: 'unread', onchange: ask });
  unread.checked = query.get('unread') === 'true';
  const device = make('select', { id: 'frames-device', onchange: ask });
  const known = new Set(query.get('device') ? [query.get('device')] : []);
  const list = make('ol', { class: 'frame-list', role: 'list', sayLabel: 'page.frames' });
  const none = make('p', { class: 'quiet', role: 'status' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const picture = makeFramePicture();
  const element = make(
    'section',
    { class: 'panel frames-page' },
    make('div', { class: 'panel-head' }, heading, makeFrameTabs('frames')),
    make(
      'form',
      { class: 'frames-filter', role: 'search', onsubmit: (event) => event.preventDefault() },
      make('div', { class: 'field' }, make('label', { for: device.id, say: 'frames.device' }), device),
      make('div', { class: 'choice' }, unread, make('label', { for: unread.id }, make('span', { say: 'frames.unread' }), ' ', make('kbd', {}, 'U'))),
    ),
    fault,
    none,
    make('div', { class: 'frames-body' }, list, picture.element),
  );
  let found = [];
  let isAsked = false;
  let chosen = null;
  let told = -1;
  let isDue = false;
  offerDevices(query.get('device') ?? '');

  function ask() {
    const kept = new URLSearchParams();
    if (device.value) kept.set('device', device.value);
    if (unread.checked) kept.set('unread', 'true');
    history.replaceState(null, '', kept.size > 0 ? `/frames?${kept}` : '/frames');
    again.ask();
  }

  const again = refresher(async () => {
    try {
      const answer = await api.get(`/api/frames?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(location.search)), limit: LIMIT })}`);
      found = answer.frames;
      isAsked = true;
      write(fault, '');
      offerDevices(device.value);
      refill();
    } catch (error) {
      write(fault, problem(error));
    }
  });

  function offerDevices(value) {
    for (const frame of found) known.add(frame.device);
    const options = ['', ...[...known].sort()];
    fill(device, options, (name) => name, (name) => make('option', { value: name }), (option, name) => write(option, name || text('frames.any-device')));
    device.value = value;
  }

  function refill() {
    if (!found.some((frame) => frame.serial === chosen)) chosen = found[0]?.serial ?? null;
    fill(list, found, (frame) => String(frame.serial), makeRow, changeRow);
    write(none, isAsked && found.length === 0 ? text(unread.checked ? 'frames.all-read' : 'frames.none') : '');
    show(list, found.length > 0);
    picture.update(found.find((frame) => frame.serial === chosen) ?? null);
  }

  function makeRow(frame) {
    const button = make(
      'button',
      { type: 'button', class: 'frame-row', onclick: () => choose(frame.serial) },
      make('time', { class: 'code' }),
      make('span', { class: 'code' }, frame.device),
      make('span', { class: 'frame-sign' }, wellMark(frame.isRead)),
      make('span', { class: 'frame-words' }),
      make('span', { class: 'figure-note' }),
    );
    return make('li', {}, button);
  }

  function changeRow(item, frame) {
    const [row] = item.children;
    const [at, , , words, time] = row.children;
    at.dateTime = new Date(frame.at_ms).toISOString();
    at.title = instant(frame.at_ms);
    write(at, clock(frame.at_ms));
    write(words, summary(frame));
    write(time, frame.elapsed_us === undefined ? '' : milliseconds(frame.elapsed_us));
    row.classList.toggle('unread', !frame.isRead);
    if (frame.serial === chosen) row.setAttribute('aria-current', 'true');
    else row.removeAttribute('aria-current');
  }

  function choose(serial) {
    chosen = serial;
    refill();
  }

  /** The next picture down the list, or up. */
  function step(by) {
    const place = found.findIndex((frame) => frame.serial === chosen);
    const next = found[Math.min(Math.max(place + by, 0), found.length - 1)];
    if (!next) return;
    choose(next.serial);
    list.querySelector('[aria-current]')?.focus();
  }

  const ends = [
    bind('j', () => step(1)),
    bind('k', () => step(-1)),
    bind('ArrowDown', () => step(1)),
    bind('ArrowUp', () => step(-1)),
    bind('u', () => unread.click()),
    onLanguage(() => offerDevices(device.value)),
    // Every picture is a reading or a trouble of its device.
    live.watch((state) => {
      const count = state.devices.reduce((sum, { readings, troubles }) => sum + readings + troubles, 0);
      isDue ||= count !== told;
      told = count;
    }),
  ];
  const timer = setInterval(() => {
    if (isDue) again.ask();
    isDue = false;
  }, AGAIN_MS);
  again.ask();

  return {
    element,
    heading,
    title: () => text('page.frames'),
    update: refill,
    close() {
      clearInterval(timer);
      again.stop();
      picture.close();
      for (const end of ends) end();
    },
  };
}

export function milliseconds(microseconds) {
  return `${number(Math.round(microseconds / 100) / 10)} ms`;
}

/** What was read in a picture, or why nothing was, in a few words. */
function summary(frame) {
  const numbers = frame.symbols.filter((symbol) => !symbol.doubt).map((symbol) => symbol.number ?? coded('symbology.', symbol.symbology));
  if (frame.isRead) return numbers.join(', ');
  if (frame.trouble) return trouble(frame.trouble);
  const [refused] = frame.symbols;
  return text(refused ? `frames.doubt-${refused.doubt}` : 'frames.nothing');
}
