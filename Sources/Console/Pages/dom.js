// Makes elements. Every text becomes a text node: nothing that comes from outside is ever read as HTML.

import { plain, say } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element with its attributes and children.
 * `say` is the key of its text in the catalogue; `sayLabel` and `sayHint` are keys for `aria-label` and `placeholder`;
 * `on…` is a listener. An attribute that is null or false is left out.
 */
export function make(tag, attributes = {}, ...children) {
  return fit(document.createElement(tag), attributes, children);
}

/** The same for SVG, whose attributes also carry the style: the content security policy forbids style attributes. */
export function draw(tag, attributes = {}, ...children) {
  return fit(document.createElementNS(SVG, tag), attributes, children);
}

function fit(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'say') say(node, value);
    else if (name === 'sayLabel') say(node, value, {}, 'aria-label');
    else if (name === 'sayHint') say(node, value, {}, 'placeholder');
    else if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  const present = children.filter((child) => child !== null && child !== undefined);
  node.append(...present.map((child) => (child instanceof Node ? child : plain(child))));
  return node;
}

/** Sets a text only where it differs, so that screen readers and selections are left in peace. */
export function write(node, text) {
  const shown = plain(text);
  if (node.textContent !== shown) node.textContent = shown;
}

/** Shows or hides. */
export function show(node, isShown) {
  if (node.hidden === isShown) node.hidden = !isShown;
}

const rows = new WeakMap();

/**
 * Makes a list's children fit the items. What is there already is changed in place and moved only when it must be: an
 * element that moves loses the focus.
 * @param {(item) => string} keyOf names an item for as long as it is in the list
 * @param {(item) => Element} create makes the element of a new item
 * @param {(element, item) => void} change brings an element up to date
 */
export function fill(list, items, keyOf, create, change) {
  const known = rows.get(list) ?? new Map();
  rows.set(list, known);
  const wanted = new Map(items.map((item) => [keyOf(item), item]));
  let orphaned = null;
  for (const [key, element] of known) {
    if (wanted.has(key)) continue;
    if (element.contains(document.activeElement)) orphaned = [...list.children].indexOf(element);
    element.remove();
    known.delete(key);
  }
  let place = list.firstElementChild;
  for (const [key, item] of wanted) {
    let element = known.get(key);
    if (!element) {
      element = create(item);
      known.set(key, element);
    }
    change(element, item);
    if (element === place) place = place.nextElementSibling;
    else list.insertBefore(element, place);
  }
  if (orphaned !== null) passFocus(list, orphaned);
}

/** The element with the focus is gone: its neighbour has it now, or the section's heading. */
function passFocus(list, place) {
  const neighbour = list.children[place] ?? list.lastElementChild;
  const heading = list.closest('section')?.querySelector('[tabindex="-1"]');
  const target = neighbour?.matches('a, button') ? neighbour : neighbour?.querySelector('a, button');
  (target ?? heading)?.focus();
}

/** Says something to a screen reader without moving the focus. */
export function announce(text) {
  write(document.getElementById('announcer'), text);
}
