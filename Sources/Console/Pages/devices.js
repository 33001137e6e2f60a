// The devices and their health, and why parcels are held now.

import { fill, make, show, write } from './dom.js';
import { changeHealthRow, makeHealthRow } from './figures.js';
import { moment, number, percent, span } from './format.js';
import { urgencyMark, wellMark } from './marks.js';
import { refresher } from './refresh.js';
import { makeTable } from './table.js';
import { coded, has, language, problem, text, trouble } from './words.js';
import * as api from './api.js';
import * as live from './live.js';

const AGAIN_MS = 15_000;
/** The gateway counts the readings of so many minutes. */
const WINDOW_MIN = 15;
const COLUMNS = ['name', 'state', 'newest', 'rate', 'no-reads', 'troubles', 'reconnects'].map((name) => `devices.column-${name}`);

/** @param site as `/api/site` describes it */
export function openDevicesPage(site) {
  const heading = make('h1', { tabindex: '-1', say: 'page.devices' });
  const rate = api.may('see-holds') ? makeHoldRate() : null;
  const sorters = make('ul', { class: 'devices', role: 'list' });
  const table = makeTable('devices.readers', COLUMNS);
  const none = make('p', { class: 'quiet', say: 'devices.none' });
  const element = make(
    'div',
    { class: 'page-stack' },
    heading,
    rate?.element,
    make('section', { class: 'panel' }, make('h2', { say: 'devices.lines' }), sorters),
    make(
      'section',
      { class: 'panel' },
      make('div', { class: 'panel-head' }, make('h2', { say: 'devices.readers' }), make('a', { href: '/frames', class: 'button', say: 'page.frames' })),
      table.element,
      none,
      make('p', { class: 'quiet', say: 'devices.window' }),
    ),
  );

  const update = (state) => {
    const now = live.siteNow();
    fill(table.body, state.devices, (device) => device.id, (device) => makeDevice(table, device), (row, device) => changeDevice(row, device, now));
    show(table.element, state.devices.length > 0);
    show(none, state.devices.length === 0);
    fill(sorters, state.lines, (line) => line.id, makeHealthRow, (row, line) => changeSorter(row, line, site));
  };
  const unwatch = live.watch(update);

  return {
    element,
    heading,
    title: () => text('page.devices'),
    update() {
      rate?.update();
      if (live.current()) update(live.current());
    },
    close() {
      unwatch();
      rate?.close();
    },
  };
}

function changeSorter(row, line, site) {
  const layout = site.lines.find(({ id }) => id === line.id);
  changeHealthRow(row, {
    name: line.id,
    state: text(line.isConnected ? 'devices.agreed' : 'devices.not-agreed'),
    note: layout ? layout.name[language()] : '',
    isWell: line.isConnected,
  });
}

function makeDevice(table, device) {
  const row = table.row();
  const [name, state] = row.children;
  name.classList.add('code');
  if (api.may('search-journal')) name.append(make('a', { href: `/journal?device=${encodeURIComponent(device.id)}` }, device.id));
  else name.append(make('span', {}, device.id));
  name.append(make('span', { class: 'figure-note device-identity' }), make('span', { class: 'figure-note device-total' }));
  state.append(make('span', { class: 'device-sign' }), make('span', { class: 'strong' }), make('span', { class: 'figure-note' }));
  if (api.may('check-devices')) state.append(makeCheck(device));
  return row;
}

/** Lets the device sound, and says beside the button what came of it. */
function makeCheck(device) {
  const told = make('span', { class: 'figure-note', role: 'status' });
  const button = make('button', { type: 'button', 'data-check': device.id, say: 'devices.check', onclick: check });

  async function check() {
    write(told, '');
    try {
      await api.post(`/api/devices/${encodeURIComponent(device.id)}/check`);
      write(told, text('devices.checked'));
    } catch (error) {
      write(told, problem(error));
    }
  }

  return make('span', { class: 'device-check' }, button, told);
}

function changeDevice(row, device, now) {
  const [, state, newest, rate, noReads, troubles, reconnects] = row.children;
  const [sign, words, note] = state.children;
  const isWell = device.state === 'working';
  if (row.dataset.well !== String(isWell)) {
    row.dataset.well = isWell;
    sign.replaceChildren(wellMark(isWell));
  }
  write(words, coded('device.', device.state));
  write(note, trouble(device.detail));
  const good = device.newestGood_ms;
  write(newest, good ? `${moment(good, now)} · ${span(now - good)}` : text('devices.never'));
  write(rate, number(Math.round((device.recentReadings / WINDOW_MIN) * 10) / 10));
  write(noReads, noReadShare(device));
  noReads.dataset.worse = device.isWorse;
  write(troubles, number(device.troubles));
  write(reconnects, device.flaps > 0 ? text('devices.flaps', { count: number(device.reconnects), flaps: number(device.flaps) }) : number(device.reconnects));
  const check = row.querySelector('.device-check');
  if (check) show(check, device.canSound && (isWell || device.state === 'faulty'));
  write(row.querySelector('.device-identity'), identity(device.identity));
  write(row.querySelector('.device-total'), totals(device.total, now));
}

/** How often it reads nothing, beside how often it usually does. */
function noReadShare(device) {
  const share = device.recentReadings > 0 ? percent(device.recentNoReads / device.recentReadings) : '–';
  if (device.usualNoReads_permille === undefined) return share;
  const facts = { share, usual: percent(device.usualNoReads_permille / 1000) };
  return text(device.isWorse ? 'devices.worse' : 'devices.usual', facts);
}

/** What it says of itself. */
function identity(told) {
  if (!told) return '';
  const { maker, model, serial, firmware, release } = told;
  const known = { serial, firmware, release };
  const facts = Object.entries(known).map(([name, value]) => value && text(`devices.${name}`, { [name]: value }));
  return [[maker, model].filter(Boolean).join(' '), ...facts].filter(Boolean).join(' · ');
}

/** What it has done since it was first used. */
function totals(total, now) {
  if (total.since_ms === undefined) return '';
  const { since_ms, working_s, goodReads, noReads } = total;
  const hours = number(Math.round(working_s / 3600));
  return text('devices.total', { since: moment(since_ms, now), hours, good: number(goodReads), none: number(noReads) });
}

/** Why so many parcels are held: the causes of the last hour, each with what explains it. */
function makeHoldRate() {
  const now = make('p', { class: 'rate-now' });
  const before = make('p', { class: 'quiet' });
  const manifest = make('p', {});
  const causes = make('ol', { class: 'causes', role: 'list' });
  const fault = make('p', { class: 'problem', role: 'status' });
  const element = make('section', { class: 'panel hold-rate' }, make('h2', { say: 'rate.heading' }), now, before, causes, manifest, fault);
  let told = null;
  let error = null;

  const again = refresher(async () => {
    try {
      told = await api.get('/api/hold-rate');
      error = null;
    } catch (caught) {
      error = caught;
    }
    update();
  });
  const timer = setInterval(() => again.ask(), AGAIN_MS);
  again.ask();

  function update() {
    write(fault, error ? problem(error) : '');
    if (!told) return;
    const share = (holds, parcels) => (parcels > 0 ? percent(holds / parcels) : '–');
    const { holdsNow, parcelsNow, holdsBefore, parcelsBefore, hoursBefore: hours } = told;
    const values = { holds: number(holdsNow), parcels: number(parcelsNow), percent: share(holdsNow, parcelsNow) };
    write(now, text(parcelsNow === 0 && holdsNow === 0 ? 'rate.no-parcels' : holdsNow > 0 ? 'rate.now' : 'rate.none', values));
    const hourly = (count) => number(Math.round((count / hours) * 10) / 10);
    const earlier = { hours, holds: hourly(holdsBefore), parcels: hourly(parcelsBefore), percent: share(holdsBefore, parcelsBefore) };
    write(before, parcelsBefore > 0 || holdsBefore > 0 ? text('rate.before', earlier) : '');
    write(manifest, manifestText());
    fill(causes, told.causes, (cause) => `${cause.code} ${cause.subject}`, makeCause, (item, cause) => changeCause(item, cause, hourly));
  }

  function manifestText() {
    const limit = told.manifestLimit_min;
    const age = told.manifestAge_min === undefined ? text('why.manifest-none') : text('why.manifest-age', { age_min: number(told.manifestAge_min) });
    const note = limit === undefined ? text('rate.manifest-no-limit') : text('rate.manifest-limit', { limit: number(limit) });
    return `${text('rate.manifest')}: ${age} · ${note}`;
  }

  return {
    element,
    update,
    close() {
      clearInterval(timer);
      again.stop();
    },
  };
}

function makeCause() {
  return make(
    'li',
    { class: 'cause' },
    make('p', { class: 'strong' }),
    make('p', { class: 'badge', hidden: true }, urgencyMark(2), make('span', { say: 'rate.rising' })),
    make('p', { class: 'figure-note' }),
    make('p', { class: 'cause-why' }),
  );
}

function changeCause(item, cause, hourly) {
  const [what, rising, counts, why] = item.children;
  write(what, causeText(cause));
  show(rising, cause.isRising);
  write(counts, text('rate.counts', { now: number(cause.now), before: hourly(cause.before) }));
  write(why, cause.why ? text(`why.${cause.why.code}`, cause.why.arguments) : '');
  show(why, Boolean(cause.why));
}

/** What a cause's subject is a code of: evidence, or what was not ready; a rule's name stands as it is. */
function causeText({ code, subject }) {
  const prefix = ['evidence.', 'readiness.'].find((prefix) => has(prefix + subject));
  const key = `cause.${code}`;
  return has(key) ? text(key, { subject: prefix ? coded(prefix, subject) : (subject ?? '') }) : code;
}
