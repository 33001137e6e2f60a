// A label read at a table opens its hold; a person who writes is only offered it.

import { make, show, write } from './dom.js';
import { holdPath } from './holdrow.js';
import { bind, isTyping } from './keys.js';
import { text } from './words.js';
import * as api from './api.js';

const PLACE = 'parcelgate.table';

/** The table that this screen stands at; empty for any. */
export function table() {
  return localStorage.getItem(PLACE) ?? '';
}

export function setTable(device) {
  localStorage.setItem(PLACE, device);
}

/**
 * The quiet bar at the foot of the page.
 * @param {() => object} page the page that is open
 * @param {(path: string) => void} go opens a page
 */
export function makeScanNotice(page, go) {
  const words = make('p', { role: 'status' });
  const open = make('a', { class: 'button', say: 'scan.open' });
  const dismiss = make('button', { type: 'button', say: 'notice.dismiss', onclick: () => hide() });
  const element = make('section', { class: 'scan-notice', sayLabel: 'scan.heading', hidden: true }, words, open, dismiss);
  let seen = null;
  let unbind = () => {};

  function tell(key, values, path) {
    hide();
    show(element, true);
    show(open, Boolean(path));
    if (path) open.href = path;
    write(words, text(key, values));
    unbind = bind('Escape', hide);
  }

  function hide() {
    unbind();
    show(element, false);
    write(words, '');
  }

  function take({ device, number, hold }) {
    if (table() && table() !== device) return;
    const here = page();
    if (hold) {
      if (here.hold === hold) return tell('scan.same', { hold });
      const isFree = api.may('inspect') && !isTyping() && !here.isWriting?.();
      if (!isFree) return tell('scan.offer', { hold, number: number ?? '' }, holdPath(hold));
      hide();
      return go(holdPath(hold));
    }
    if (number && here.offerNumber?.(number)) return tell('scan.number-taken', { number });
    return number ? tell('scan.no-hold', { number }) : tell('scan.no-number', {});
  }

  return {
    element,
    hide,
    /** The scan that was there before this page was opened is nobody's business any more. */
    update(state) {
      const serial = state.scan?.serial ?? 0;
      const isNew = seen !== null && serial !== seen && state.scan;
      seen = serial;
      if (isNew && api.may('see-holds') && document.visibilityState === 'visible') take(state.scan);
    },
    forget() {
      seen = null;
      hide();
    },
  };
}
