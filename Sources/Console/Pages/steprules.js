// Which steps are possible, as the gateway itself checks them (HoldBook): the page says so before somebody presses. The
// gateway's word counts.

const OPEN = new Set(['raised', 'diverted', 'received', 'inspecting']);
const HARMLESS = new Set(['as-declared', 'recoded']);

/** Every finding, in the order in which they are offered. */
export const FINDINGS = [
  'as-declared',
  'recoded',
  'false-declaration',
  'weapon',
  'support-tool',
  'explosive',
  'firework',
  'drug',
  'forged-document',
  'other',
];

export function isOpen(hold) {
  return OPEN.has(hold.state);
}

/**
 * Why a step is not possible now; null when it is.
 * @param hold as the API gives it, and `isDoNotOpen` where a belt is halted because of it
 * @param {string} me the account that asks
 * @returns {{code: string, values?: object} | null} a refusal with a code of the catalogue
 */
export function obstacle(step, hold, me) {
  if (step === 'handed-over') {
    if (hold.state === 'seized') return null;
    return isOpen(hold) ? { code: 'not-seized' } : closed(hold);
  }
  if (!isOpen(hold)) return closed(hold);
  if (hold.isDoNotOpen) return { code: 'do-not-open' };
  if (step === 'received') {
    if (hold.state === 'inspecting') return taken(hold, me);
    return hold.state === 'received' ? { code: 'already-received' } : null;
  }
  if (step === 'inspecting') {
    return hold.state === 'inspecting' ? taken(hold, me) : null;
  }
  if (hold.state !== 'inspecting') return { code: 'not-taken' };
  if (hold.inspector !== me) return taken(hold, me);
  return within(step, hold);
}

/** The step that the work leads to now; null when it is not this person's. */
export function nextStep(hold, me) {
  if (hold.state === 'seized') return 'handed-over';
  if (!isOpen(hold) || hold.isDoNotOpen) return null;
  if (hold.state !== 'inspecting') return 'inspecting';
  if (hold.inspector !== me) return null;
  if (!hold.number) return 'identified';
  if (!hold.finding) return 'found';
  return HARMLESS.has(hold.finding) ? 'released' : 'seized';
}

/** For steps that belong to the inspector who has the hold. */
function within(step, hold) {
  switch (step) {
    case 'identified':
      return hold.number ? { code: 'already-identified' } : null;
    case 'found':
      return null;
    case 'released':
      if (!hold.finding) return { code: 'needs-finding' };
      if (!HARMLESS.has(hold.finding)) return { code: 'contradicts-finding', values: { finding: hold.finding } };
      if (hold.awaitsScreening) return { code: 'awaits-screening' };
      return hold.number ? null : { code: 'needs-number' };
    case 'returned':
      return hold.finding ? null : { code: 'needs-finding' };
    default:
      if (!hold.finding) return { code: 'needs-finding' };
      return HARMLESS.has(hold.finding) ? { code: 'contradicts-finding', values: { finding: hold.finding } } : null;
  }
}

function closed(hold) {
  return { code: 'closed', values: { state: hold.state } };
}

function taken(hold, me) {
  return hold.inspector === me ? { code: 'taken-by-you' } : { code: 'taken-by', values: { account: hold.inspector } };
}
