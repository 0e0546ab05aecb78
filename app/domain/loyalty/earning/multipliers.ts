import type { Multiplier, Programme } from '../programme/model';
import { startOfLocalDay } from './calendar';
import { decimalFraction, times, type Fraction } from './fraction';
import type { LineFacts, OrderFacts } from './model';
import type { Counts } from './money-base';

interface Rule {
  shown: { id: string; factor: string };
  factor: Fraction;
  fromMs: number;
  untilMs: number;
  segment: string | null;
  product: string | null;
  collection: string | null;
  tag: string | null;
}
/** The earning rules of a programme, read once. */
export interface EarningRules {
  counts: Counts;
  pointsPerUnit: Fraction;
  ofOrder: Rule[];
  ofLines: Rule[];
}
export interface Applied {
  factor: Fraction;
  shown: { id: string; factor: string }[];
}

const read = new WeakMap<Programme, Map<string, EarningRules>>();

/** `zone`: whose days a campaign's dates are. */
export function earningRules(programme: Programme, zone: string): EarningRules {
  const ofZone = read.get(programme) ?? new Map<string, EarningRules>();
  const rules = ofZone.get(zone) ?? readRules(programme, zone);
  if (ofZone.size === 0) read.set(programme, ofZone);
  ofZone.set(zone, rules);
  return rules;
}

function readRules({ earn }: Programme, zone: string): EarningRules {
  const rules = earn.multipliers.map((rule, index) => readRule(rule, index, zone));
  const ofLines = (rule: Rule) => rule.product !== null || rule.collection !== null || rule.tag !== null;
  const counted = new Set(earn.counts);
  return {
    counts: {
      tax: counted.has('tax'),
      shipping: counted.has('shipping'),
      discountedPart: counted.has('discountedPart'),
      giftCards: counted.has('giftCards'),
      paidWithPoints: counted.has('paidWithPoints'),
    },
    pointsPerUnit: decimalFraction(earn.pointsPerUnit),
    ofOrder: rules.filter((rule) => !ofLines(rule)),
    ofLines: rules.filter(ofLines),
  };
}

const isDay = (text: string) => text.length === 10;

function readRule(rule: Multiplier, index: number, zone: string): Rule {
  return {
    shown: { id: rule.id ?? String(index + 1), factor: rule.factor },
    factor: decimalFraction(rule.factor),
    fromMs: rule.from === undefined ? -Infinity : isDay(rule.from) ? startOfLocalDay(rule.from, zone) : Date.parse(rule.from),
    untilMs: rule.to === undefined ? Infinity : isDay(rule.to) ? startOfLocalDay(rule.to, zone, 1) : Date.parse(rule.to),
    segment: rule.segment?.toLowerCase() ?? null,
    product: rule.product ?? null,
    collection: rule.collection ?? null,
    tag: rule.tag?.toLowerCase() ?? null,
  };
}

const NONE: Applied = { factor: { n: 1n, d: 1n }, shown: [] };

/** Shopify's tags do not tell capitals from small letters. */
const has = (tags: readonly string[], tag: string) => tags.some((each) => each.toLowerCase() === tag);

function meetsOrder(rule: Rule, facts: OrderFacts): boolean {
  const placed = facts.placedAt.getTime();
  return placed >= rule.fromMs && placed < rule.untilMs && (rule.segment === null || has(facts.segments, rule.segment));
}
function meetsLine(rule: Rule, line: LineFacts): boolean {
  return (
    (rule.product === null || rule.product === line.product) &&
    (rule.collection === null || line.collections.includes(rule.collection)) &&
    (rule.tag === null || has(line.tags, rule.tag))
  );
}

const applyAll = (rules: Rule[], onTopOf: Applied): Applied =>
  rules.length === 0
    ? onTopOf
    : { factor: rules.reduce((factor, rule) => times(factor, rule.factor), onTopOf.factor), shown: [...onTopOf.shown, ...rules.map((rule) => rule.shown)] };

/** What multiplies the whole order, and each of its lines on top of that. */
export function multipliersOf(rules: EarningRules, facts: OrderFacts): { order: Applied; line: (line: LineFacts) => Applied } {
  const order = applyAll(
    rules.ofOrder.filter((rule) => meetsOrder(rule, facts)),
    NONE,
  );
  const ofLines = rules.ofLines.filter((rule) => meetsOrder(rule, facts));
  if (ofLines.length === 0) return { order, line: () => order };
  return {
    order,
    line: (line) =>
      applyAll(
        ofLines.filter((rule) => meetsLine(rule, line)),
        order,
      ),
  };
}
