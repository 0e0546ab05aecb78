import type { Customer } from './model.ts';

type Test = (customer: Customer) => boolean;

const term = /^\s*customer_tags\s+(NOT\s+)?CONTAINS\s+'((?:[^'\\]|\\.)*)'\s*/;
const joint = /^(AND|OR)\s+/;

/**
 * Who is in a segment, of ShopifyQL's conditions those on tags: `customer_tags CONTAINS 'vip'`, negated, joined by AND or by OR.
 * `null` for any other query: the devstore does not pretend to know who is in it.
 */
export function segmentTest(query: string): Test | null {
  const tests: Test[] = [];
  const joints = new Set<string>();
  let rest = query;
  for (;;) {
    const found = term.exec(rest);
    if (!found) return null;
    const tag = (found[2] ?? '').replaceAll(/\\(.)/g, '$1').toLowerCase();
    const negated = found[1] !== undefined;
    tests.push((customer) => customer.tags.some((one) => one.toLowerCase() === tag) !== negated);
    rest = rest.slice(found[0].length);
    if (rest === '') break;
    const next = joint.exec(rest);
    if (!next?.[1]) return null;
    joints.add(next[1]);
    rest = rest.slice(next[0].length);
  }
  if (joints.size > 1) return null;
  return joints.has('OR') ? (customer) => tests.some((test) => test(customer)) : (customer) => tests.every((test) => test(customer));
}
