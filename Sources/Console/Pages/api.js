// Asks the gateway, and knows who is signed in.

/** An answer that is a refusal: its code has words in the catalogue (`problem.` and the code). */
export class Refusal extends Error {
  constructor(code, values = {}, status = 0) {
    super(code);
    this.code = code;
    this.values = values;
    this.status = status;
  }
}

/** That somebody is signed in is only remembered to spare the question (and a refusal in the browser's log) otherwise. */
const SIGNED_IN = 'parcelgate.signedIn';
/** Longer than the gateway itself takes to give up. */
const PATIENCE_MS = 15_000;
/** A manifest of half a gigabyte over a slow network. */
const FILE_PATIENCE_MS = 600_000;
/** Shared by what the tabs of this browser ask, held alone by a sign-out. Browsers have it for pages that came safely. */
const TURN = 'parcelgate.turn';
/** What other tabs have asked is heard this long before the sign-out; what has not come by then is refused. */
const TURN_PATIENCE_MS = 2_000;

let session = null;
/** The sign-out that is under way. */
let leaving = null;
const listeners = new Set();

/** Calls back when somebody has signed in or out, with whether it was asked for here. */
export function onSession(listener) {
  listeners.add(listener);
}

export function account() {
  return session?.account ?? null;
}

export function roles() {
  return session?.roles ?? [];
}

export function may(permission) {
  return session?.permissions.includes(permission) ?? false;
}

export function get(path) {
  return ask('GET', path);
}

export function post(path, body = {}) {
  return ask('POST', path, body);
}

/**
 * Sends a file.
 * @param {Blob} file
 * @param {(status: number) => boolean} isReport whether a refusal's answer says what is wrong in the file, for the caller to show
 */
export function send(path, file, isReport) {
  return ask('POST', path, file, { patience_ms: FILE_PATIENCE_MS, isReport });
}

/** Sends a text as it stands. */
export function upload(path, content, type) {
  return ask('POST', path, new Blob([content], { type }));
}

export function remove(path) {
  return ask('DELETE', path);
}

export async function signIn(name, password) {
  enter(await ask('POST', '/api/session', { account: name, password }));
}

/** Takes up the session of this browser, if there is one. */
export async function resume() {
  if (!localStorage.getItem(SIGNED_IN)) return;
  try {
    enter(await ask('GET', '/api/session'));
  } catch (error) {
    if (error.status !== 401) throw error;
  }
}

/** Nothing else is asked meanwhile in any tab: a page that looks at the newest state could take up again what the gateway lets go of. */
export async function signOut() {
  leaving ??= alone(() => question('DELETE', '/api/session').then(() => leave(true))).finally(() => {
    leaving = null;
  });
  await leaving;
}

async function alone(work) {
  try {
    if (navigator.locks) return await navigator.locks.request(TURN, { signal: AbortSignal.timeout(TURN_PATIENCE_MS) }, work);
  } catch (error) {
    if (error.name !== 'TimeoutError') throw error;
  }
  return work();
}

/** The session is over, as somebody has heard: after a restart, or because it was signed out in another tab. */
export function leave(wasAsked = false) {
  localStorage.removeItem(SIGNED_IN);
  if (!session) return;
  session = null;
  for (const listener of listeners) listener(wasAsked);
}

function enter(described) {
  session = described;
  localStorage.setItem(SIGNED_IN, 'yes');
  for (const listener of listeners) listener(true);
}

async function ask(method, path, body, options) {
  const asker = session;
  if (leaving) await leaving.catch(() => null);
  const inTurn = () => {
    // Another tab may have signed out while this question waited.
    if (session && !localStorage.getItem(SIGNED_IN)) leave();
    if (asker && !session) throw new Refusal('not-signed-in', {}, 401);
    return question(method, path, body, options);
  };
  return navigator.locks ? navigator.locks.request(TURN, { mode: 'shared' }, inTurn) : inTurn();
}

async function question(method, path, body, { patience_ms = PATIENCE_MS, isReport = () => false } = {}) {
  // The words of a refusal may carry facts: they come in the language that the page speaks.
  const headers = { 'Accept-Language': document.documentElement.lang };
  const isFile = body instanceof Blob;
  if (session && method !== 'GET') headers['X-CSRF-Token'] = session.csrf;
  if (body) headers['Content-Type'] = isFile ? body.type || 'application/octet-stream' : 'application/json';
  let answer;
  let value;
  try {
    const signal = AbortSignal.timeout(patience_ms);
    answer = await fetch(path, { method, headers, body: isFile ? body : body && JSON.stringify(body), cache: 'no-store', signal });
    value = await answer.json();
  } catch {
    throw new Refusal('unreachable');
  }
  if (answer.ok || isReport(answer.status)) return value;
  if (answer.status === 401) leave();
  throw new Refusal(value.code ?? 'other', value.arguments ?? {}, answer.status);
}
