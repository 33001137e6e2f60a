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
  let armedAt = null;
  let timer = 0;
  let unbind = () => {};

  function disarm() {
    clearTimeout(timer);
    unbind();
    armedAt = null;
    button.removeAttribute('data-armed');
    say(label, key);
  }

  function press() {
    const now = performance.now();
    if (armedAt !== null && now - armedAt < EARLIEST_MS) return;
    if (armedAt !== null) {
      disarm();
      act();
      return;
    }
    armedAt = now;
    button.dataset.armed = '';
    say(label, 'confirm.again', () => ({ action: text(key) }));
    announce(text('confirm.again', { action: text(key) }));
    timer = setTimeout(disarm, LASTING_MS);
    unbind = bind('Escape', disarm);
  }

  return press;
}
