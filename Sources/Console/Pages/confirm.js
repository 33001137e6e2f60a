// A button for what cannot be undone: pressed twice, in its own place, and nothing else is blocked meanwhile.

import { bind } from './keys.js';
import { announce } from './dom.js';
import { say, text } from './words.js';

const LASTING_MS = 5_000;
/** A second press that follows sooner is a bounce or a double click, not a person who has read. */
const EARLIEST_MS = 400;

/**
 * Lets a button act at its second press.
 * @param {HTMLElement} label the element within the button that has its text
 * @param {string} key the text's key in the catalogue
 * @returns what presses it from a key
 */
export function confirmed(button, label, key, act) {
  let timers = [];
  let unbind = () => {};

  function disarm() {
    timers.forEach(clearTimeout);
    unbind();
    button.removeAttribute('data-armed');
    say(label, key);
  }

  function arm() {
    button.dataset.armed = 'early';
    say(label, 'confirm.again', () => ({ action: text(key) }));
    announce(text('confirm.again', { action: text(key) }));
    timers = [setTimeout(() => (button.dataset.armed = 'ready'), EARLIEST_MS), setTimeout(disarm, LASTING_MS)];
    unbind = bind('Escape', disarm);
  }

  return function press() {
    if (button.dataset.armed === 'early') return;
    if (button.dataset.armed !== 'ready') return arm();
    disarm();
    act();
  };
}

/** What was asked for, with the ground that the second person stands behind too. */
export function withGround(words, order) {
  return order.ground ? `${words} ${text('order.asked-ground', { ground: order.ground })}` : words;
}
