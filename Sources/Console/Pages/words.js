// The catalogue's words in the person's language. There is no text beside the catalogue.

import { get } from './api.js';

export const languages = [
  { code: 'vi', name: 'Tiếng Việt' },
  { code: 'en', name: 'English' },
];

const PLACE = 'parcelgate.language';
let phrases = {};
let spoken = null;
const listeners = new Set();
/** What each element says, so that it can say it again in another language. */
const said = new WeakMap();

export function language() {
  return spoken;
}

/** The language that this browser used last; Vietnamese at first. */
export function remembered() {
  const code = localStorage.getItem(PLACE);
  return languages.some((known) => known.code === code) ? code : 'vi';
}

/** Loads a language, and puts everything on the page into it. */
export async function speak(code) {
  phrases = await get(`/api/words?language=${code}`);
  spoken = code;
  localStorage.setItem(PLACE, code);
  document.documentElement.lang = code;
  for (const node of document.querySelectorAll('[data-said]')) for (const saying of said.get(node)) utter(node, saying);
  for (const listener of listeners) listener();
}

/** Calls back when the language has changed, for texts that are made of data. Returns what ends it. */
export function onLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function has(key) {
  return Object.hasOwn(phrases, key);
}

/** Controls and marks that turn the writing's direction: in a label or a name they are an attack or a fault, never a text. */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text with what cannot be seen made visible. */
export function plain(text) {
  return String(text).replace(INVISIBLE, '\ufffd');
}

/** The text for a key. An argument that is missing stays visible, and so does a key that has no text. */
export function text(key, values = {}) {
  const template = phrases[key] ?? key;
  return template.replace(/\{([a-z_]+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The words for a code, or the code itself where the catalogue does not know it. */
export function coded(prefix, code) {
  return has(prefix + code) ? text(prefix + code) : code;
}

/** What is wrong with a device or a sorter: `code`, or `code: fact`. */
export function trouble(told) {
  const [, code, fact] = /^([a-z-]+)(?:: (.*))?$/s.exec(told) ?? [];
  return code && has(`trouble.${code}`) ? text(`trouble.${code}`, { fact: fact ?? '' }) : told;
}

/**
 * Gives an element a text, or an attribute, that follows the language.
 * @param values the template's arguments, or what makes them where they are words themselves
 */
export function say(node, key, values = {}, attribute = null) {
  const sayings = said.get(node) ?? [];
  const saying = { key, values, attribute };
  said.set(node, [...sayings.filter((other) => other.attribute !== attribute), saying]);
  node.dataset.said = '';
  utter(node, saying);
}

function utter(node, { key, values, attribute }) {
  const words = plain(text(key, typeof values === 'function' ? values() : values));
  if (attribute) node.setAttribute(attribute, words);
  else if (node.textContent !== words) node.textContent = words;
}

/** Arguments of refusals that are codes themselves, and where their words are. */
const codes = { permission: 'permission.', finding: 'finding.', state: 'state.', kind: 'document.' };

/** What went wrong, for the person who must act. */
export function problem(error) {
  const values = {};
  for (const [name, value] of Object.entries(error.values ?? {})) {
    values[name] = codes[name] ? coded(codes[name], value) : value;
  }
  const key = `problem.${error.code}`;
  return has(key) ? text(key, values) : text('problem.other', { code: error.code ?? String(error) });
}
