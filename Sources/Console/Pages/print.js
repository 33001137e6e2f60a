// How well labels are printed: the offices whose labels are worst first, what fails most and what that means for a printer, and
// how it has gone in the last weeks. Who sent them is personal: it is told to who gives a ground, and that is written down.

import { draw, fill, make, show, write } from './dom.js';
import { number, percent } from './format.js';
import { makeFrameTabs } from './frametabs.js';
import { makeGroundForm } from './ground.js';
import { refresher } from './refresh.js';
import { makeTable } from './table.js';
import { problem, say, text } from './words.js';
import * as api from './api.js';

const AGAIN_MS = 60_000;
const COLUMNS = ['office', 'labels', 'bad', 'lowest', 'weeks'].map((name) => `print.column-${name}`);
const SENDER_COLUMNS = ['sender', 'labels', 'lowest', 'offices'].map((name) => `print.column-${name}`);
const BAR = { width: 10, gap: 3, height: 30 };

export function openPrintPage() {
  const heading = make('h1', { tabindex: '-1', say: 'page.print-quality' });
  const table = makeTable('page.print-quality', COLUMNS);
  const none = make('p', { class: 'quiet', say: 'print.none', hidden: true });
  const fault = make('p', { class: 'problem', role: 'status' });
  const senders = api.may('see-personal') ? makeSenders() : null;
  const element = make(
    'div',
    { class: 'page-stack print-page' },
    make(
      'section',
      { class: 'panel' },
      make('div', { class: 'panel-head' }, heading, makeFrameTabs('print-quality')),
      make('p', { class: 'quiet', say: 'print.what' }),
      fault,
      none,
      table.element,
    ),
    senders?.element,
  );
  let lines = null;

  const again = refresher(async () => {
    try {
      lines = (await api.get('/api/print-quality')).lines;
      write(fault, '');
      update();
    } catch (error) {
      write(fault, problem(error));
    }
  });
  const timer = setInterval(() => again.ask(), AGAIN_MS);
  again.ask();

  function update() {
    senders?.update();
    if (!lines) return;
    fill(table.body, lines, ({ office, service }) => `${office} ${service}`, () => makeLine(table), changeLine);
    show(table.element, lines.length > 0);
    show(none, lines.length === 0);
  }

  return {
    element,
    heading,
    title: () => text('page.print-quality'),
    update,
    close() {
      clearInterval(timer);
      again.stop();
    },
  };
}

function makeLine(table) {
  const row = table.row();
  const [office, , , lowest, weeks] = row.children;
  office.append(make('span', {}), make('span', { class: 'figure-note' }));
  lowest.append(make('span', { class: 'strong' }), make('span', { class: 'figure-note' }));
  weeks.append(draw('svg', { class: 'week-bars', role: 'img' }));
  return row;
}

function changeLine(row, line) {
  const [office, labels, bad, lowest, weeks] = row.children;
  const [name, service] = office.children;
  write(name, line.office || text('print.no-office'));
  write(service, line.service);
  write(labels, number(line.labels));
  write(bad, text('print.share', { count: number(line.bad), share: percent(line.bad / line.labels) }));
  changeLowest(lowest, line.lowest);
  changeWeeks(weeks.firstElementChild, line.weeks);
}

/** What fails most, and what to do about the printer. */
function changeLowest(place, lowest) {
  const [what, meaning] = place.children;
  write(what, lowest ? text(`print.${lowest}`) : '–');
  write(meaning, lowest ? text(`print.do-${lowest}`) : '');
}

/** A bar for each week: its whole is the week's labels, the dark part those below C. */
function changeWeeks(picture, weeks) {
  const { width, gap, height } = BAR;
  picture.setAttribute('viewBox', `0 0 ${weeks.length * (width + gap)} ${height}`);
  picture.setAttribute('width', weeks.length * (width + gap));
  picture.setAttribute('height', height);
  const shares = weeks.map(({ labels, bad }) => (labels > 0 ? bad / labels : null));
  const known = shares.filter((share) => share !== null);
  const course = () => ({ first: percent(known[0] ?? 0), last: percent(known.at(-1) ?? 0), weeks: number(known.length) });
  say(picture, 'print.course', course, 'aria-label');
  const bars = shares.flatMap((share, place) => {
    if (share === null) return [];
    const x = place * (width + gap);
    const part = Math.max(share > 0 ? 2 : 0, share * height);
    return [
      draw('rect', { class: 'week-all', x, y: 0.5, width, height: height - 1 }),
      draw('rect', { class: 'week-bad', x, y: height - part, width, height: part }),
    ];
  });
  picture.replaceChildren(...bars);
}

/** Who sent the newest of them. */
function makeSenders() {
  const table = makeTable('print.senders', SENDER_COLUMNS);
  const none = make('p', { class: 'quiet', say: 'print.no-senders', hidden: true });
  const fault = make('p', { class: 'problem', role: 'status' });
  const form = makeGroundForm('', ask);
  const element = make('section', { class: 'panel' }, make('h2', { say: 'print.senders' }), make('p', { class: 'quiet', say: 'print.senders-what' }), form.element, fault, none, table.element);
  let senders = null;

  async function ask(given) {
    write(fault, '');
    try {
      senders = (await api.post('/api/print-quality/senders', given)).senders;
      update();
    } catch (error) {
      write(fault, problem(error));
      throw error;
    }
  }

  function update() {
    show(table.element, senders !== null && senders.length > 0);
    show(none, senders !== null && senders.length === 0);
    const known = (senders ?? []).map((sender, place) => ({ sender, place }));
    fill(table.body, known, ({ place }) => String(place), () => makeSender(table), changeSender);
  }

  update();
  return { element, update };
}

function makeSender(table) {
  const row = table.row();
  const [name, , lowest] = row.children;
  name.append(make('span', {}), make('span', { class: 'figure-note code' }));
  lowest.append(make('span', { class: 'strong' }), make('span', { class: 'figure-note' }));
  return row;
}

function changeSender(row, { sender }) {
  const [name, labels, lowest, offices] = row.children;
  write(name.children[0], sender.name);
  write(name.children[1], sender.phone ?? '');
  write(labels, number(sender.labels));
  changeLowest(lowest, sender.lowest);
  write(offices, sender.offices.join(', '));
}
