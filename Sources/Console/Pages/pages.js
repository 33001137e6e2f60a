// Every page of the console. A new page is an entry here, its name in the catalogue (`page.` and the name), and its file in
// Sources/System/CPages/pages.c.

import { openDevicesPage } from './devices.js';
import { openDocumentsPage } from './documents.js';
import { openEditorPage } from './editor.js';
import { openExplanationPage } from './explain.js';
import { openCounterPage } from './counter.js';
import { openFramesPage } from './frames.js';
import { openHoldPage } from './hold.js';
import { openHoldsPage } from './holds.js';
import { openImportPage } from './import.js';
import { openItemPage } from './item.js';
import { openEntryPage, openJournalPage } from './journal.js';
import { openLinePage } from './line.js';
import { openManifestsPage } from './manifests.js';
import { openPeoplePage } from './people.js';
import { openPrintPage } from './print.js';
import { openQualityPage } from './quality.js';
import * as api from './api.js';

/**
 * In the order of the navigation. `key` opens the page, `permission` is needed for it, `count` makes the number beside its
 * name from the live state. `unless` is a permission whose owners have another page to begin with. `path` matches its addresses, and what it captures is given to `open`; `inside` marks a page that
 * is reached from another one and stands under that one's name.
 */
const pages = [
  { name: 'line', href: '/', key: '1', path: /^\/$/, permission: 'see-line', unless: 'work-table', open: ({ site, go }) => openLinePage(site, go) },
  { name: 'table', href: '/table', key: 't', path: /^\/table$/, permission: 'work-table', open: ({ site }) => openCounterPage(site) },
  {
    name: 'holds',
    href: '/holds',
    key: '2',
    path: /^\/holds$/,
    permission: 'see-holds',
    count: (state) => state.openHolds,
    open: () => openHoldsPage(),
  },
  { inside: 'holds', path: /^\/holds\/([^/]+)$/, permission: 'see-holds', open: (around, hold) => openHoldPage(hold) },
  { inside: 'holds', path: /^\/explain\/([^/]+)$/, permission: 'see-holds', open: (around, passage) => openExplanationPage(passage) },
  {
    name: 'manifests',
    href: '/manifests',
    key: '3',
    path: /^\/manifests$/,
    permission: 'see-manifests',
    open: ({ go }) => openManifestsPage(go),
  },
  { inside: 'manifests', path: /^\/manifests\/([^/]+)$/, permission: 'see-manifests', open: (around, number) => openImportPage(number) },
  { inside: 'manifests', path: /^\/items\/([^/]+)$/, permission: 'see-manifests', open: (around, number) => openItemPage(number) },
  { name: 'devices', href: '/devices', key: '4', path: /^\/devices$/, permission: 'see-line', open: ({ site }) => openDevicesPage(site) },
  { inside: 'devices', path: /^\/frames$/, permission: 'see-line', open: () => openFramesPage() },
  { inside: 'devices', path: /^\/print-quality$/, permission: 'see-line', open: () => openPrintPage() },
  { name: 'journal', href: '/journal', key: '5', path: /^\/journal$/, permission: 'search-journal', open: () => openJournalPage() },
  { inside: 'journal', path: /^\/journal\/(\d+)$/, permission: 'search-journal', open: (around, entry) => openEntryPage(entry) },
  { name: 'people', href: '/people', key: '6', path: /^\/people$/, permission: 'see-accounts', open: () => openPeoplePage() },
  { name: 'documents', href: '/documents', key: '7', path: /^\/documents$/, permission: 'propose-documents', open: () => openDocumentsPage() },
  { inside: 'documents', path: /^\/documents\/quality$/, permission: 'propose-documents', open: () => openQualityPage() },
  { inside: 'documents', path: /^\/documents\/edit\/(rules|lists|policy)$/, permission: 'propose-documents', open: ({ go }, kind) => openEditorPage(kind, go) },
];

/** What stands in the navigation. */
export const places = pages.filter((page) => !page.inside);

/** The pages of the navigation that who is signed in may see. */
export function allowed() {
  return places.filter(isOpen);
}

/**
 * The page of an address; an address that leads nowhere, or where somebody may not go, leads to the first page.
 * @returns {{ name: string, open: (around) => object }}
 */
export function pageAt(path) {
  for (const page of pages) {
    const found = page.path.exec(path);
    if (!found || !isOpen(page)) continue;
    return { name: page.name ?? page.inside, open: (around) => page.open(around, ...found.slice(1).map(decode)) };
  }
  const first = allowed()[0];
  return first && { name: first.name, open: (around) => first.open(around) };
}

/** Whether who is signed in may open a page, and has not another one instead. */
export function isOpen(page) {
  return api.may(page.permission) && !(page.unless && api.may(page.unless));
}

/** A part of an address; one that is no proper encoding stands as it is. */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
