// What can be written where: the context of a place in a YAML text, the names that fit it, and what a name means.

import { text } from './words.js';

/** The keys whose texts are expressions, and those that hold sentences with expressions in braces. */
const EXPRESSIONS = ['when'];
const SENTENCES = ['text', 'vi', 'en'];

/** The key on a line and its indentation; a dash before it counts as blanks. */
const KEY = /^([ -]*)([a-z_]+):(?: |$)/;

/** The keys above a place, the nearest first, each less indented than the one below it. */
function parents(lines, row) {
  const found = [];
  let limit = KEY.exec(lines[row])?.[1].length ?? /^ */.exec(lines[row])[0].length;
  for (let above = row - 1; above >= 0 && limit > 0; above -= 1) {
    const key = KEY.exec(lines[above]);
    if (!key || key[1].length >= limit) continue;
    found.push(key[2]);
    // A dash stands at the indentation of its list.
    limit = lines[above].search(/\S/);
  }
  return found;
}

/**
 * What is being written at the end of a text.
 * @returns {{ sort: 'field' | 'fact-key' | 'fact' | 'value' | 'expression' | 'quoted', token: string, key?: string } | null}
 */
export function contextOf(before, kind) {
  const lines = before.split('\n');
  const row = lines.length - 1;
  const line = lines[row];
  if (/(^|\s)#/.test(line)) return null;
  const above = parents(lines, row);
  const isRules = kind === 'rules';
  const field = /^[ -]*([a-z_]*)$/.exec(line);
  const own = KEY.exec(line)?.[2];
  // A line without a key goes on with the key above it where that one's text is an expression.
  const key = own ?? (EXPRESSIONS.includes(above[0]) || SENTENCES.includes(above[0]) ? above[0] : null);
  if (['requires', 'stages'].includes(above[0]) && /^ *- *[\w-]*$/.test(line)) return { sort: 'value', key: above[0], token: /[\w-]*$/.exec(line)[0] };
  const isItem = isRules && above[0] === 'optional' && /^ *- *[\w.]*$/.test(line);
  if (isItem) return { sort: 'fact', token: /[\w.]*$/.exec(line)[0] };
  if (field && !key) return { sort: isRules && above[0] === 'facts' ? 'fact-key' : 'field', token: field[1] };
  // YAML's own quotes around the whole are none of the expression's.
  if (isRules && EXPRESSIONS.includes(key)) return expression(own ? line.replace(/^[ -]*[a-z_]+:\s*["']?/, '') : line);
  if (isRules && SENTENCES.includes(key)) {
    const inside = /^(.*)\{(?!\s*(?:vi|en):)([^{}]*)$/.exec(line);
    // A brace right behind a key begins a mapping.
    if (inside && !/: *$/.test(inside[1])) return expression(inside[2]);
  }
  if (isRules && key === 'optional') return { sort: 'fact', token: /[\w.]*$/.exec(line)[0] };
  const value = /([a-z_]+):\s*(?:\[(?:[^\],]*,)*\s*)?([\w-]*)$/.exec(line);
  if (isRules && /facts:\s*\{(?:[^{}]*,)?\s*[\w.]*$/.test(line)) return { sort: 'fact-key', token: /[\w.]*$/.exec(line)[0] };
  if (value) return { sort: 'value', key: value[1], token: value[2] };
  const inFlow = /[{,]\s*([a-z_]*)$/.exec(line);
  return inFlow ? { sort: 'field', token: inFlow[1] } : null;
}

function expression(source) {
  const quoted = /(?:^|[^\\\w])(['"])([^'"]*)$/.exec(source.replaceAll(/'[^']*'|"[^"]*"/g, ' '));
  if (quoted) return { sort: 'quoted', token: quoted[2] };
  return { sort: 'expression', token: /[\w.]*$/.exec(source)[0] };
}

/** Names that fit, those that begin so before those that only have it; each with what is inserted and what it is. */
export function candidates(context, language, kind) {
  const { sort, token } = context;
  const all = {
    field: () => language.fields[kind].map((field) => offer(field.name, `${field.name}: `, field, text('editor.field'))),
    'fact-key': () => language.facts.map((fact) => offer(fact.name, `${fact.name}: `, fact, text('editor.fact', fact))),
    fact: () => facts(language),
    value: () => valuesOf(context.key, language, kind),
    quoted: () => [
      ...language.listKinds.map((name) => offer(name, name, null, text('editor.list-kind'))),
      ...language.categories.map((name) => offer(name, name, null, text('editor.category'))),
    ],
    expression: () => [...facts(language), ...members(token, language), ...language.functions.filter((one) => !one.isMember).map(call)],
  }[sort]();
  const wanted = token.toLowerCase();
  const begin = all.filter(({ name }) => name.toLowerCase().startsWith(wanted));
  const have = wanted.length < 2 ? [] : all.filter(({ name }) => !begin.some((one) => one.name === name) && name.toLowerCase().includes(wanted));
  return [...begin, ...have].slice(0, 40);
}

function facts(language) {
  return language.facts.map((fact) => offer(fact.name, fact.name, fact, text('editor.fact', fact)));
}

/** What can stand behind the dot after a value: functions, and the fields of elements. */
function members(token, language) {
  const dot = token.lastIndexOf('.');
  if (dot < 0) return [];
  const value = token.slice(0, dot + 1);
  const calls = language.functions.filter((one) => one.isMember).map(call);
  const fields = language.facts.flatMap((fact) => fact.fields ?? []);
  const named = [...new Map(fields.map((field) => [field.name, field])).values()];
  const elements = named.map((field) => offer(field.name, field.name, null, text('editor.element', field)));
  return [...calls, ...elements].map((one) => ({ ...one, name: value + one.name, shown: one.name, insert: value + one.insert }));
}

function call(one) {
  const isEmpty = one.signatures.every((signature) => signature.includes('()'));
  return offer(one.name, `${one.name}(${isEmpty ? ')' : ''}`, one, one.signatures[0]);
}

function valuesOf(key, language, kind) {
  const field = language.fields[kind].find((one) => one.name === key);
  const inForce = kind === 'lists' ? { kind: language.listKinds, category: language.categories }[key] : null;
  return (field?.values ?? inForce ?? []).map((name) => offer(name, name, null, text('editor.value')));
}

function offer(name, insert, meaning, what) {
  return { name, shown: name, insert, meaning, what };
}

/** Longer names are none. */
const LONGEST = 200;

/** The name that a place stands in, with its dots. */
export function nameAt(whole, place) {
  const start = /[\w.]*$/.exec(whole.slice(Math.max(0, place - LONGEST), place))[0];
  return start + /^\w*/.exec(whole.slice(place))[0];
}

/**
 * What a name means; nil where it is none of the language's.
 * @returns {{ name: string, what: string, meaning?: { vi: string, en: string }, lines: string[] } | null}
 */
export function meaningOf(whole, place, language, kind) {
  const name = nameAt(whole, place);
  if (!name) return null;
  const isKey = /^:(\s|$)/.test(whole.slice(place).replace(/^\w*/, ''));
  const field = language.fields[kind].find((one) => one.name === name);
  if (isKey && field) return { name, what: text('editor.field'), meaning: field, lines: field.values ? [field.values.join(', ')] : [] };
  if (kind !== 'rules') return null;
  const fact = language.facts.find((one) => one.name === name);
  if (fact) return { name, what: text('editor.fact', fact), meaning: fact, lines: [text('editor.example', fact)] };
  const below = language.facts.filter((one) => one.name.startsWith(`${name}.`));
  if (below.length > 0) return { name, what: text('editor.group'), lines: [below.map((one) => one.name).join(', ')] };
  const last = name.slice(name.lastIndexOf('.') + 1);
  const called = language.functions.find((one) => one.name === name) ?? language.functions.find((one) => one.isMember && one.name === last);
  if (called) return { name: called.name, what: text(called.isMacro ? 'editor.macro' : 'editor.function'), meaning: called, lines: called.signatures };
  const element = language.facts.flatMap((one) => one.fields ?? []).find((one) => one.name === last);
  return element ? { name: last, what: text('editor.element', element), lines: [] } : null;
}
