// The lines by which two texts differ.

/** Beyond so many pairs of lines the part that differs is told as a whole: removed, then added. */
const PAIRS = 4_000_000;

/**
 * @returns {{ sign: ' ' | '+' | '-', text: string, before?: number, after?: number }[]} all lines of both, in order; numbers from 1
 */
export function differences(before, after) {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const [oldEnd, nowEnd] = [old.length - end, now.length - end];
  const told = [];
  const same = (one, other) => told.push({ sign: ' ', text: old[one], before: one + 1, after: other + 1 });
  const removed = (one) => told.push({ sign: '-', text: old[one], before: one + 1 });
  const added = (other) => told.push({ sign: '+', text: now[other], after: other + 1 });
  for (let place = 0; place < start; place += 1) same(place, place);
  const common = commonLines(old.slice(start, oldEnd), now.slice(start, nowEnd));
  let [one, other] = [start, start];
  for (const [left, right] of [...common, [oldEnd - start, nowEnd - start]]) {
    while (one < start + left) removed(one++);
    while (other < start + right) added(other++);
    if (one < oldEnd && other < nowEnd) same(one++, other++);
  }
  for (let place = 0; place < end; place += 1) same(oldEnd + place, nowEnd + place);
  return told;
}

/** The longest row of lines that both have, as pairs of places. */
function commonLines(old, now) {
  if (old.length * now.length > PAIRS) return [];
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let one = old.length - 1; one >= 0; one -= 1) {
    for (let other = now.length - 1; other >= 0; other -= 1) {
      const place = one * width + other;
      lengths[place] = old[one] === now[other] ? lengths[place + width + 1] + 1 : Math.max(lengths[place + width], lengths[place + 1]);
    }
  }
  const pairs = [];
  let [one, other] = [0, 0];
  while (one < old.length && other < now.length) {
    if (old[one] === now[other]) pairs.push([one++, other++]);
    else if (lengths[(one + 1) * width + other] >= lengths[one * width + other + 1]) one += 1;
    else other += 1;
  }
  return pairs;
}

/** Only the lines that differ, with some of those around them; null where lines are left out. */
export function shortened(lines, around = 3) {
  const isNear = lines.map(() => false);
  lines.forEach(({ sign }, place) => {
    if (sign === ' ') return;
    for (let near = Math.max(0, place - around); near <= Math.min(lines.length - 1, place + around); near += 1) isNear[near] = true;
  });
  return lines.flatMap((line, place) => {
    if (isNear[place]) return [line];
    return place === 0 || isNear[place - 1] ? [null] : [];
  });
}
