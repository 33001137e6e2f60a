// The page of the lines: everything that a person at the belt must see, and the next action beside it.

import { fillAlarms } from './alarms.js';
import { fill, make, show, write } from './dom.js';
import { changeHealthRow, makeFigure, makeHealthRow } from './figures.js';
import { moment, number, span } from './format.js';
import { followHolds } from './holdnews.js';
import { changeHoldRow, holdPath, makeHoldRow } from './holdrow.js';
import { makeLineCard } from './linecard.js';
import { makeTrend, sample } from './trend.js';
import { coded, problem, text, trouble } from './words.js';
import * as api from './api.js';
import * as live from './live.js';

const NEWEST = 6;
const TREND = 'open holds';

/**
 * @param site as `/api/site` describes it
 * @param {(path: string) => void} go opens a page
 */
export function openLinePage(site, go) {
  const openHold = (hold) => api.may('see-holds') && go(holdPath(hold));
  const cards = site.lines.map((layout) => ({ id: layout.id, card: makeLineCard(layout, openHold) }));
  const alarms = makeAlarmPanel();
  const holds = api.may('see-holds') ? makeHoldPanel() : null;
  const state = makeSitePanel();
  const panels = [alarms.element, holds?.element, state.element].filter(Boolean);
  const heading = make('h1', { class: 'unseen', tabindex: '-1', say: 'page.line' });
  const element = make(
    'div',
    { class: 'line-page' },
    heading,
    ...cards.map(({ card }) => card.element),
    make('div', { class: 'line-panels', 'data-panels': panels.length }, ...panels),
  );

  const update = (now) => {
    for (const { id, card } of cards) {
      const line = now.lines.find((line) => line.id === id);
      if (line) card.update(line, now, (hold) => holds?.find(hold));
    }
    alarms.update(now);
    holds?.update();
    state.update(now);
  };
  const ends = [live.watch(update)];
  if (holds) ends.push(followHolds((news) => holds.take(news)));

  return {
    element,
    heading,
    title: () => text('page.line'),
    update() {
      for (const { card } of cards) card.speak();
      if (live.current()) update(live.current());
    },
    close() {
      for (const end of ends) end();
      for (const { card } of cards) card.close();
    },
  };
}

function makeAlarmPanel() {
  const list = make('ul', { class: 'alarms', role: 'list' });
  const none = make('p', { class: 'quiet', say: 'alarm.none' });
  const heading = make('h2', { tabindex: '-1', say: 'alarm.heading' });
  const element = make('section', { class: 'panel alarm-panel' }, heading, list, none);
  return {
    element,
    update(state) {
      const others = state.alarms.filter((alarm) => alarm.code !== 'escape');
      fillAlarms(list, others);
      show(none, others.length === 0);
    },
  };
}

function makeHoldPanel() {
  const list = make('ul', { class: 'holds', role: 'list' });
  const none = make('p', { class: 'quiet', say: 'holds.none-open' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const heading = make('h2', { tabindex: '-1', say: 'line.newest-holds' });
  const all = make('a', { href: '/holds', class: 'more', say: 'line.all-holds' });
  const element = make('section', { class: 'panel hold-panel' }, make('div', { class: 'panel-head' }, heading, all), list, none, fault);
  let known = [];
  const panel = {
    element,
    find: (id) => known.find((hold) => hold.id === id),
    take({ holds, error }) {
      write(fault, error ? problem(error) : '');
      if (!holds) return;
      known = holds;
      panel.update();
    },
    /** Times pass and words change while the holds stay the same. */
    update() {
      fill(list, known.slice(0, NEWEST), (hold) => hold.id, makeHoldRow, changeHoldRow);
      show(none, known.length === 0);
    },
  };
  return panel;
}

function makeSitePanel() {
  const trend = makeTrend(TREND);
  const open = makeFigure('figure.open-holds', trend.element);
  const manifest = makeFigure('figure.manifest');
  const journal = makeFigure('figure.journal');
  const devices = make('ul', { class: 'devices', role: 'list' });
  const element = make(
    'section',
    { class: 'panel site-panel' },
    make('h2', { say: 'site.heading' }),
    make('div', { class: 'figures' }, open.element, manifest.element, journal.element),
    make('h3', { say: 'site.devices' }),
    devices,
  );
  return {
    element,
    update(state) {
      const now = live.siteNow();
      show(open.element, state.openHolds !== undefined);
      if (state.openHolds !== undefined) {
        sample(TREND, state.openHolds, state.now_ms);
        trend.update(state.now_ms);
        open.update(number(state.openHolds));
      }
      manifest.update(number(state.manifestItems), manifestNote(state.manifestNewest_ms, now), state.manifestItems === 0 ? 2 : 0);
      const fault = state.journalFault;
      const note = fault ? text(`figure.journal-${fault}`) : text('figure.journal-entry', { count: number(state.committed) });
      journal.update(text(fault ? 'figure.journal-bad' : 'figure.journal-well'), note, fault ? 1 : 0);
      fill(devices, state.devices, (device) => device.id, makeHealthRow, (row, device) => changeHealthRow(row, describe(device, now)));
    },
  };
}

function manifestNote(newest, now) {
  if (!newest) return text('figure.manifest-none');
  return text('figure.manifest-newest', { at: moment(newest, now), age: span(now - newest) });
}

function describe(device, now) {
  const read = device.newest_ms
    ? text('device.readings', { count: number(device.readings), at: moment(device.newest_ms, now) })
    : text('device.no-readings');
  return {
    name: device.id,
    state: coded('device.', device.state),
    note: [trouble(device.detail), read].filter(Boolean).join(' · '),
    isWell: device.state === 'working',
  };
}
