// What is new of the holds.

import { refresher } from './refresh.js';
import * as api from './api.js';
import * as live from './live.js';

const LIMIT = 40;

/** Calls back when holds have changed, at once for the first time, and when the connection is there again. */
export function onHoldsChanged(changed) {
  let seen = null;
  let wasStale = false;
  return live.watch((state) => {
    const isBack = wasStale && !live.stale();
    wasStale = live.stale();
    if (state.holdsChanged === seen && !isBack) return;
    seen = state.holdsChanged;
    changed();
  });
}

/**
 * Follows the newest open holds.
 * @param {(news) => void} tell takes `{open, holds}`, or `{error}`
 */
export function followHolds(tell) {
  const again = refresher(async () => {
    try {
      tell(await api.get(`/api/holds?which=open&limit=${LIMIT}`));
    } catch (error) {
      tell({ error });
    }
  });
  const unwatch = onHoldsChanged(() => again.ask());
  return () => {
    unwatch();
    again.stop();
  };
}
