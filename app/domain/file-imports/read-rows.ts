import { readMember, type MemberDraft } from './member-row';
import type { FileCounts, RowError } from './model';
import { draftOrder, type OrderDraft } from './order-draft';
import { readOrderRow, type OrderRowDraft } from './order-row';
import { readPerson, type PersonDraft } from './person-row';
import { isBlank, rowReader, type FileRow, type ReadingRules } from './row-cells';

/** What a stretch of a file says. */
export interface Stretch {
  people: PersonDraft[];
  orders: OrderDraft[];
  /** Also those with errors: what the file says in all counts them. */
  members: MemberDraft[];
  errors: RowError[];
  counts: Pick<FileCounts, 'rows' | 'blank' | 'failed'>;
  /** Rows taken; those behind them may belong together with rows that were not given yet. */
  taken: number;
}

/** Reads rows. Of an order whose rows may go on behind the last one nothing is taken, unless the file is `complete`. */
export function readRows(rows: readonly FileRow[], rules: ReadingRules, complete: boolean): Stretch {
  if (rules.settings.kind === 'members') return readMembers(rows, rules);
  return rules.settings.kind === 'customers' ? readPeople(rows, rules) : readOrders(rows, rules, complete);
}

function readPeople(rows: readonly FileRow[], rules: ReadingRules): Stretch {
  const read = rowReader(rules);
  const stretch = emptyStretch();
  for (const row of rows) {
    stretch.taken += 1;
    if (isBlank(row)) {
      stretch.counts.blank += 1;
      continue;
    }
    stretch.counts.rows += 1;
    const cells = read(row);
    const person = readPerson(cells, rules.settings.region);
    if (!person && cells.errors.length === 0) cells.fail(null, 'person_missing');
    if (person && cells.errors.length === 0) stretch.people.push(person);
    else stretch.counts.failed += 1;
    stretch.errors.push(...cells.errors);
  }
  return stretch;
}

function readMembers(rows: readonly FileRow[], rules: ReadingRules): Stretch {
  const read = rowReader(rules);
  const stretch = emptyStretch();
  stretch.taken = rows.length;
  for (const row of rows) {
    if (isBlank(row)) {
      stretch.counts.blank += 1;
      continue;
    }
    stretch.counts.rows += 1;
    const cells = read(row);
    const member = readMember(cells, rules);
    if (cells.errors.length > 0) stretch.counts.failed += 1;
    stretch.members.push({ ...member, failed: cells.errors.length > 0 });
    stretch.errors.push(...cells.errors);
  }
  return stretch;
}

interface Group {
  number: string;
  rows: OrderRowDraft[];
  /** Rows of which nobody can say whose they are; they are this order's if it goes on behind them. */
  strays: RowError[];
  /** How far the file has been taken before it. */
  from: number;
}

function readOrders(rows: readonly FileRow[], rules: ReadingRules, complete: boolean): Stretch {
  const read = rowReader(rules);
  const stretch = emptyStretch();
  let group: Group | null = null;
  let torn = false;
  const close = () => {
    if (!group) return;
    const { order, errors } = draftOrder(group.number || null, group.rows, rules);
    const spoilt = order && torn;
    if (order && !spoilt) stretch.orders.push(order);
    else stretch.counts.failed += group.rows.length;
    stretch.errors.push(...errors, ...(spoilt ? group.rows.map((row) => orderHasErrors(row.line)) : []), ...group.strays);
    stretch.counts.rows += group.rows.length + group.strays.length;
    stretch.counts.failed += group.strays.length;
    group = null;
    torn = false;
  };
  for (const [index, row] of rows.entries()) {
    if (isBlank(row)) {
      stretch.counts.blank += 1;
      continue;
    }
    const cells = read(row);
    const number = row.fields ? (cells.text('orderNumber') ?? '') : null;
    if (number === null) {
      // Its number is not known. Alone it is an error of its own; between rows of one order it is that order's.
      group ??= { number: '', rows: [], strays: [], from: index };
      group.strays.push(...cells.errors);
      continue;
    }
    const current: Group | null = group;
    if (current && (number === '' || current.number !== number)) close();
    else if (current && current.strays.length > 0) torn = true;
    group ??= { number, rows: [], strays: [], from: index };
    group.rows.push(readOrderRow(cells, rules));
  }
  const open = group;
  if (complete || !open) {
    close();
    stretch.taken = rows.length;
  } else {
    stretch.taken = open.from;
    // Blank rows behind that place come again with it.
    stretch.counts.blank -= rows.slice(open.from).filter(isBlank).length;
  }
  return stretch;
}

const orderHasErrors = (line: number): RowError => ({ line, column: null, reason: 'order_has_errors', valueClass: 'none' });
const emptyStretch = (): Stretch => ({ people: [], orders: [], members: [], errors: [], counts: { rows: 0, blank: 0, failed: 0 }, taken: 0 });
