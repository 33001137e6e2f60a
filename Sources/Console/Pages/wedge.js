// A scanner that types: its letters come faster than any person's, and end with Enter.

const BURST_MS = 60;
const SHORTEST = 4;

/**
 * Takes what a typing scanner sends while no field has the focus; in a field it is simply typed.
 * @param {(label: string) => void} take
 * @returns what ends it
 */
export function listenForWedge(take) {
  let letters = '';
  let newest = 0;

  function listen(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches?.('input, textarea, select')) return;
    if (event.timeStamp - newest > BURST_MS) letters = '';
    newest = event.timeStamp;
    if (event.key.length === 1) {
      letters += event.key;
    } else if (event.key === 'Enter') {
      const label = letters.trim();
      letters = '';
      if (label.length < SHORTEST) return;
      event.preventDefault();
      take(label);
    }
  }

  document.addEventListener('keydown', listen, true);
  return () => document.removeEventListener('keydown', listen, true);
}
