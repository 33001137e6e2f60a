// The console: which page is open, and what stands around it.

import { acknowledgeFirst, rollBackFirst, makeAlarmHerald, makeEscapeBanner } from './alarms.js';
import { make } from './dom.js';
import { setZone } from './format.js';
import { makeHaltBanner } from './halt.js';
import { makeHeader, makeStaleBar } from './header.js';
import { makeHelp } from './help.js';
import { bind } from './keys.js';
import { pageAt, places } from './pages.js';
import { makeScanNotice } from './scan.js';
import { openSignInPage } from './signin.js';
import { language, languages, onLanguage, remembered, speak } from './words.js';
import * as api from './api.js';
import * as live from './live.js';

const RETRY_MS = 2_000;

const site = await persist(async () => {
  await speak(remembered());
  return api.get('/api/site');
});
setZone(site.zone);

const help = makeHelp();
const header = makeHeader(site, help.toggle);
const stale = makeStaleBar();
const escape = makeEscapeBanner();
const halt = makeHaltBanner(site);
const scan = makeScanNotice(() => page, go);
const herald = makeAlarmHerald();
const main = make('main', { id: 'main', tabindex: '-1' });
let page = null;
let pageName = null;
let isOver = false;
let isStarted = false;

document.getElementById('console').replaceChildren(
  make('a', { class: 'skip', href: '#main', say: 'header.skip', onclick: skip }),
  header.element,
  stale.element,
  halt.element,
  escape.element,
  make('div', { class: 'below' }, main, help.element),
  scan.element,
);

function render() {
  page?.close();
  if (!api.account()) {
    pageName = 'sign-in';
    page = openSignInPage(site, isOver ? 'sign-in.over' : null);
  } else {
    const found = pageAt(location.pathname);
    pageName = found.name;
    page = found.open({ site, go });
  }
  header.update(pageName);
  main.replaceChildren(page.element);
  entitle();
}

function entitle() {
  document.title = `${page.title()} · ${site.name[language()]}`;
}

/** Opens a page of the console, and puts the focus where reading begins. */
function go(path) {
  if (path !== location.pathname + location.search) history.pushState(null, '', path);
  arrive();
}

function arrive() {
  render();
  scrollTo(0, 0);
  (page.focus ?? (() => page.heading.focus({ preventScroll: true })))();
}

/** The address must not change by it: addresses are pages. */
function skip(event) {
  event.preventDefault();
  main.focus();
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href^="/"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  scan.hide();
  go(link.getAttribute('href'));
});
addEventListener('popstate', arrive);

onLanguage(() => {
  header.update(pageName);
  take(live.current());
  page.update();
  entitle();
});

function take(state) {
  header.take(state);
  stale.update(state);
  halt.update(state);
  escape.update(state);
  if (!state) return;
  herald(state);
  scan.update(state);
}
live.watch(take);
live.onSignedOut(() => api.leave());

api.onSession((wasAsked) => {
  isOver = !wasAsked;
  if (api.account()) {
    live.open();
  } else {
    live.close(true);
    scan.forget();
    take(null);
  }
  // What is there when the console is opened begins at its beginning, with the skip link.
  if (isStarted) arrive();
  else render();
});

for (const { key, href, permission } of places) bind(key, () => api.may(permission) && go(href));
bind('l', () => speak(languages.find(({ code }) => code !== language()).code));
bind('?', () => api.account() && help.toggle());
bind('a', acknowledgeFirst);
bind('r', rollBackFirst);

await persist(api.resume);
isStarted = true;
if (!page) {
  render();
  page.focus?.();
}

/** Tries until the gateway answers: a console that was opened while it starts must not need a person. */
async function persist(job) {
  for (;;) {
    try {
      return await job();
    } catch (error) {
      if (!(error instanceof api.Refusal)) throw error;
      await new Promise((done) => setTimeout(done, RETRY_MS));
    }
  }
}
