// What the cameras saw, from two sides: picture by picture, and how well the labels are printed.

import { make } from './dom.js';

const TABS = [
  ['frames', '/frames'],
  ['print-quality', '/print-quality'],
];

/** Links to both pages. @param {string} here the name of the one that is open */
export function makeFrameTabs(here) {
  const links = TABS.map(([name, href]) => make('a', { href, class: 'button', 'aria-current': name === here && 'page', say: `page.${name}` }));
  return make('nav', { class: 'frame-tabs', sayLabel: 'frames.tabs' }, ...links);
}
