// What calls for a person: what happened, what to do now, and the button that says it was seen.

import { announce, fill, make, show, write } from './dom.js';
import { confirmed } from './confirm.js';
import { moment } from './format.js';
import { holdPath } from './holdrow.js';
import { urgencyMark } from './marks.js';
import { coded, problem, text, trouble } from './words.js';
import * as api from './api.js';
import * as live from './live.js';

/** 1: the law was broken, or may have been; 2: somebody must go there; 3: the parcel is held already, look into it. */
const urgencies = { escape: 1, recall: 1, unexplained: 1, halt: 1, 'lane-barred': 1, 'eyes-disagree': 1, 'permit-refused': 3, 'track-reused': 3 };

function urgency(alarm) {
  return urgencies[alarm.code] ?? 2;
}

/** Alarms whose detail is a code. */
const details = { 'permit-refused': 'permit-answer.' };

function alarmText(alarm) {
  if (alarm.code === 'hold-budget') {
    const [document, version, held, parcels, budget] = alarm.detail.split(' ');
    return text('alarm.hold-budget', { document: coded('document.', document), number: version, held, parcels, budget });
  }
  const detail = details[alarm.code] ? coded(details[alarm.code], alarm.detail) : trouble(alarm.detail);
  return text(`alarm.${alarm.code}`, { detail: detail || '–' });
}

/** Most urgent first, then newest. */
function byUrgency(alarms) {
  return [...alarms].sort((a, b) => urgency(a) - urgency(b) || b.sequence - a.sequence);
}

/** Keeps a list of alarms up to date. */
export function fillAlarms(list, alarms) {
  fill(list, byUrgency(alarms), (alarm) => String(alarm.sequence), makeAlarm, changeAlarm);
}

function makeAlarm(alarm) {
  const fault = make('p', { class: 'problem', role: 'status' });
  const parts = [
    urgencyMark(urgency(alarm)),
    make('p', { class: 'alarm-what' }),
    make('p', { class: 'alarm-next' }),
    make('p', { class: 'alarm-where' }, make('span'), ' ', make('a', { class: 'alarm-hold', hidden: true })),
  ];
  if (api.may('acknowledge-alarms')) parts.push(acknowledgeButton(alarm, fault), fault);
  if (alarm.code === 'hold-budget' && api.may('approve-documents')) parts.push(rollBackButton(alarm, fault));
  return make('li', { class: 'alarm', 'data-urgency': urgency(alarm) }, ...parts);
}

function changeAlarm(item, alarm) {
  write(item.querySelector('.alarm-what'), alarmText(alarm));
  write(item.querySelector('.alarm-next'), text(`alarm-next.${alarm.code}`));
  const passage = alarm.passage && text('alarm.passage', { passage: alarm.passage });
  const places = [alarm.line, alarm.device, passage, moment(alarm.at_ms, live.siteNow())];
  write(item.querySelector('.alarm-where span'), places.filter(Boolean).join(' · '));
  const hold = item.querySelector('.alarm-hold');
  const isLink = Boolean(alarm.hold) && api.may('see-holds');
  show(hold, isLink);
  if (!isLink) return;
  hold.setAttribute('href', holdPath(alarm.hold));
  write(hold, text('alarm.hold', { hold: alarm.hold }));
}

/** An escape stops all permits until it is acknowledged, so that is asked twice. */
function acknowledgeButton(alarm, fault) {
  const label = make('span', { say: 'alarm.acknowledge' });
  const button = make('button', { type: 'button', 'data-acknowledge': '' }, label, make('kbd', {}, 'A'));
  const act = () => acknowledge(alarm, fault);
  button.addEventListener('click', alarm.code === 'escape' ? confirmed(button, label, 'alarm.acknowledge', act) : act);
  return button;
}

/** One key, pressed twice: what comes back two persons have approved, and what is held stays held. */
function rollBackButton(alarm, fault) {
  const label = make('span', { say: 'alarm.roll-back' });
  const button = make('button', { type: 'button', 'data-roll-back': '' }, label, make('kbd', {}, 'R'));
  const act = async () => {
    try {
      await api.post(`/api/alarms/${alarm.sequence}/roll-back`);
      write(fault, '');
    } catch (error) {
      write(fault, problem(error));
    }
  };
  button.addEventListener('click', confirmed(button, label, 'alarm.roll-back', act));
  return button;
}

/** Presses the button that takes a document out of force, where there is one. */
export function rollBackFirst() {
  const button = document.querySelector('[data-roll-back]');
  button?.focus();
  button?.click();
}

async function acknowledge(alarm, fault) {
  try {
    await api.post(`/api/alarms/${alarm.sequence}/acknowledgement`);
    write(fault, '');
  } catch (error) {
    write(fault, problem(error));
  }
}

/** Presses the button of the alarm that stands first on the page. */
export function acknowledgeFirst() {
  const button = document.querySelector('[data-acknowledge]');
  button?.focus();
  button?.click();
}

/** Escapes stand above every page, as wide as it is. */
export function makeEscapeBanner() {
  const list = make('ul', { role: 'list', 'aria-live': 'assertive' });
  const heading = make('h2', { tabindex: '-1', say: 'alarm.escape-heading' });
  const banner = make('section', { class: 'escape', sayLabel: 'alarm.escape-heading', hidden: true }, heading, list);
  return {
    element: banner,
    update(state) {
      const escapes = state?.alarms.filter((alarm) => alarm.code === 'escape') ?? [];
      fillAlarms(list, escapes);
      show(banner, escapes.length > 0);
    },
  };
}

/** Says each new alarm once to who cannot see it. */
export function makeAlarmHerald() {
  let known = null;
  return (state) => {
    const fresh = state.alarms.filter((alarm) => known && !known.has(alarm.sequence) && alarm.code !== 'escape');
    known = new Set(state.alarms.map((alarm) => alarm.sequence));
    if (fresh.length > 0) announce(fresh.map((alarm) => `${alarmText(alarm)} ${text(`alarm-next.${alarm.code}`)}`).join(' '));
  };
}
