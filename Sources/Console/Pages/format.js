// Numbers, times and measures as the person's language writes them; times are the site's, wherever the browser stands.

import { language, onLanguage, text } from './words.js';

let zone = 'UTC';
const formats = new Map();

onLanguage(() => formats.clear());

/** @param {string} name the site's IANA time zone */
export function setZone(name) {
  zone = name;
  formats.clear();
}

function format(name, make) {
  if (!formats.has(name)) formats.set(name, make(language() === 'vi' ? 'vi-VN' : 'en-GB'));
  return formats.get(name);
}

function times(name, parts) {
  return format(name, (locale) => new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...parts }));
}

const TIME = { hour: '2-digit', minute: '2-digit' };
const DAY = { day: '2-digit', month: '2-digit' };

/** 14:03:22 */
export function clock(milliseconds) {
  return times('clock', { ...TIME, second: '2-digit' }).format(milliseconds);
}

/** 14:03 today, 24/11 14:03 on another day. */
export function moment(milliseconds, now) {
  const day = times('date', { ...DAY, year: 'numeric' });
  const isToday = day.format(milliseconds) === day.format(now);
  const time = times('time', TIME).format(milliseconds);
  return isToday ? time : `${times('day', DAY).format(milliseconds)} ${time}`;
}

/** 24/11/2025 14:03:22 */
export function instant(milliseconds) {
  const date = times('date', { ...DAY, year: 'numeric' }).format(milliseconds);
  return `${date} ${clock(milliseconds)}`;
}

const SPANS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** A moment as a field for date and time has it, in the site's zone. */
export function toSiteTime(milliseconds) {
  return new Date(milliseconds + offset(milliseconds)).toISOString().slice(0, 19);
}

/** The moment of a field for date and time, which means the site's zone; where clocks are set, the earlier reading. */
export function fromSiteTime(field) {
  const wall = Date.parse(`${field}Z`);
  return wall - offset(wall - offset(wall));
}

/** By how much the site's clocks are ahead of UTC at a moment. */
function offset(milliseconds) {
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' };
  const told = times('parts', parts).formatToParts(milliseconds);
  const part = (type) => Number(told.find((part) => part.type === type).value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(milliseconds / 1000) * 1000;
}

/** How long something has lasted, in its largest unit. */
export function span(milliseconds) {
  const [unit, size] = SPANS.find(([, size]) => milliseconds >= size) ?? SPANS[2];
  const count = Math.max(0, Math.floor(milliseconds / size));
  if (unit === 'minute' && count === 0) return text('span.now');
  return format(unit, (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })).format(count);
}

export function number(value) {
  return format('number', (locale) => new Intl.NumberFormat(locale)).format(value);
}

/** A share, in whole percent. */
export function percent(share) {
  return format('percent', (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })).format(share);
}

export function weight(grams) {
  return `${number(grams)} g`;
}

export function money(dong) {
  return `${number(dong)} ₫`;
}

/** Metres a second, with two places. */
export function speed(millimetres) {
  const places = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${format('speed', (locale) => new Intl.NumberFormat(locale, places)).format(millimetres / 1000)} m/s`;
}
