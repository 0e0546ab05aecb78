import { z } from 'zod';

/** How a column travels: ids and points as text, times as ISO text in UTC. */
type ColumnType = 'id' | 'ids' | 'texts' | 'int' | 'text' | 'flag' | 'time' | 'json';
interface Column {
  /** As the database calls it. */
  of: string;
  type: ColumnType;
  nullable: boolean;
  /** Says who somebody is: only in a file that was asked to hold people. */
  personal?: true;
}
interface Table {
  name: string;
  /** What orders the rows, and is unique in a shop. */
  key: readonly string[];
  columns: Readonly<Record<string, Column>>;
}

const id = (of: string): Column => ({ of, type: 'id', nullable: false });
const text = (of: string): Column => ({ of, type: 'text', nullable: false });
const time = (of: string): Column => ({ of, type: 'time', nullable: false });
const int = (of: string): Column => ({ of, type: 'int', nullable: false });
const json = (of: string): Column => ({ of, type: 'json', nullable: false });
const flag = (of: string): Column => ({ of, type: 'flag', nullable: false });
const ids = (of: string): Column => ({ of, type: 'ids', nullable: false });
const texts = (of: string): Column => ({ of, type: 'texts', nullable: false });
const maybe = (column: Column): Column => ({ ...column, nullable: true });
const personal = (column: Column): Column => ({ ...column, personal: true });

/** The books of loyalty as a file holds them, a line a row: its `kind`, and the names of its fields (docs/moving.md). */
export const TABLES = {
  programme: {
    name: 'loyalty_programme',
    key: ['version'],
    columns: {
      version: int('version'),
      document: json('document'),
      effectiveAt: time('effective_at'),
      publishedAt: time('published_at'),
      publishedBy: text('published_by'),
      note: text('note'),
      withdrawnAt: maybe(time('withdrawn_at')),
      appliedAt: maybe(time('applied_at')),
    },
  },
  member: {
    name: 'loyalty_member',
    key: ['customer_id'],
    columns: {
      customerId: id('customer_id'),
      available: id('available'),
      pending: id('pending'),
      owed: id('owed'),
      entries: int('entries'),
      earned: id('earned'),
      lastActiveAt: maybe(time('last_active_at')),
      joinedAt: time('joined_at'),
      lastOrderAt: maybe(time('last_order_at')),
      tier: maybe(text('tier')),
      tierSince: maybe(time('tier_since')),
      tierUntil: maybe(time('tier_until')),
      tierPinnedUntil: maybe(time('tier_pinned_until')),
      mergedInto: maybe(id('merged_into')),
      dueAt: maybe(time('due_at')),
      birthday: personal(maybe(text('birthday'))),
      birthdaySetAt: personal(maybe(time('birthday_set_at'))),
    },
  },
  entry: {
    name: 'ledger_entry',
    key: ['id'],
    columns: {
      id: id('id'),
      customerId: id('customer_id'),
      key: text('key'),
      part: int('part'),
      inputHash: id('input_hash'),
      reason: text('reason'),
      debit: text('debit'),
      credit: text('credit'),
      points: id('points'),
      occurredAt: time('occurred_at'),
      recordedAt: time('recorded_at'),
      programmeVersion: maybe(int('programme_version')),
      orderId: maybe(id('order_id')),
      redemptionId: maybe(id('redemption_id')),
      lots: ids('lots'),
      lotPoints: ids('lot_points'),
      maturesAt: maybe(time('matures_at')),
      availableAt: maybe(time('available_at')),
      expiresAt: maybe(time('expires_at')),
      fixedExpiry: flag('fixed_expiry'),
      reverses: maybe(id('reverses')),
      explanation: maybe(json('explanation')),
    },
  },
  lot: {
    name: 'ledger_lot',
    key: ['customer_id', 'id'],
    columns: {
      id: id('id'),
      customerId: id('customer_id'),
      orderId: maybe(id('order_id')),
      state: int('state'),
      points: id('points'),
      remaining: id('remaining'),
      maturesAt: maybe(time('matures_at')),
      availableAt: maybe(time('available_at')),
      expiresAt: maybe(time('expires_at')),
      fixedExpiry: flag('fixed_expiry'),
    },
  },
  order: {
    name: 'loyalty_order',
    key: ['order_id'],
    columns: {
      orderId: id('order_id'),
      customerId: maybe(id('customer_id')),
      programmeVersion: maybe(int('programme_version')),
      tier: maybe(text('tier')),
      tierMultiplier: text('tier_multiplier'),
      target: id('target'),
      granted: id('granted'),
      revision: int('revision'),
      base: id('base'),
      lineValue: id('line_value'),
      keptLineValue: id('kept_line_value'),
      counts: flag('counts'),
      nothing: maybe(text('nothing')),
      placedAt: time('placed_at'),
      paidAt: maybe(time('paid_at')),
      earnedAt: maybe(time('earned_at')),
      maturesAt: maybe(time('matures_at')),
      orderVersionAt: time('order_version_at'),
      explanation: json('explanation'),
    },
  },
  redemption: {
    name: 'loyalty_redemption',
    key: ['id'],
    columns: {
      id: id('id'),
      customerId: id('customer_id'),
      reward: text('reward'),
      requestKey: text('request_key'),
      points: id('points'),
      returned: id('returned'),
      status: text('status'),
      entryId: id('entry_id'),
      orderId: maybe(id('order_id')),
      detail: json('detail'),
      createdAt: time('created_at'),
      settledAt: maybe(time('settled_at')),
      promise: maybe(json('promise')),
      programmeVersion: maybe(int('programme_version')),
      code: maybe(text('code')),
      storeId: maybe(id('store_id')),
      endsAt: maybe(time('ends_at')),
      by: maybe(text('by')),
      note: maybe(text('note')),
    },
  },
  tierChange: {
    name: 'loyalty_tier_change',
    key: ['id'],
    columns: {
      id: id('id'),
      customerId: id('customer_id'),
      fromTier: maybe(text('from_tier')),
      toTier: maybe(text('to_tier')),
      reason: text('reason'),
      occurredAt: time('occurred_at'),
      recordedAt: time('recorded_at'),
      programmeVersion: maybe(int('programme_version')),
      orderId: maybe(id('order_id')),
      detail: json('detail'),
    },
  },
  merge: {
    name: 'loyalty_merge',
    key: ['id'],
    columns: {
      id: id('id'),
      fromCustomer: id('from_customer'),
      intoCustomer: id('into_customer'),
      mergedAt: time('merged_at'),
      unmergedAt: maybe(time('unmerged_at')),
      detail: json('detail'),
    },
  },
  activity: {
    name: 'loyalty_activity',
    key: ['id'],
    columns: {
      id: id('id'),
      customerId: id('customer_id'),
      namedCustomerId: id('named_customer_id'),
      activity: text('kind'),
      event: maybe(text('event')),
      source: text('source'),
      requestHash: maybe(text('request_hash')),
      occurredAt: time('occurred_at'),
      recordedAt: time('recorded_at'),
      settledAt: maybe(time('settled_at')),
      attempts: int('attempts'),
      nextAt: time('next_at'),
      error: maybe(text('error')),
      programmeVersion: maybe(int('programme_version')),
      rules: texts('rules'),
      points: id('points'),
      rewardPoints: id('reward_points'),
      nothing: maybe(text('nothing')),
    },
  },
  orderBonus: {
    name: 'loyalty_order_bonus',
    key: ['order_id', 'rule'],
    columns: {
      orderId: id('order_id'),
      rule: text('rule'),
      customerId: id('customer_id'),
      points: id('points'),
      revision: int('revision'),
      kept: flag('kept'),
    },
  },
  calendar: { name: 'loyalty_calendar', key: [], columns: { doneUntil: text('done_until'), nextAt: time('next_at') } },
} as const satisfies Record<string, Table>;

export type LineKind = keyof typeof TABLES;
export const LINE_KINDS = Object.keys(TABLES) as LineKind[];

/** A table's columns; without those that say who somebody is, unless people were asked for. */
export function columnsOf(kind: LineKind, people: boolean): [string, Column][] {
  const columns: Readonly<Record<string, Column>> = TABLES[kind].columns;
  return Object.entries(columns).filter(([, column]) => people || !column.personal);
}

const bigintText = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .refine((digits) => BigInt.asIntN(64, BigInt(digits)) === BigInt(digits));
const FIELD = {
  id: bigintText,
  ids: z.array(bigintText),
  int: z.int(),
  text: z.string(),
  flag: z.boolean(),
  time: z.iso.datetime(),
  json: z.record(z.string(), z.unknown()),
  texts: z.array(z.string()),
} as const;

/** What a line of a kind has to be; fields that say who somebody is may be missing, and fields that are not known are left alone. */
export function lineOf(kind: LineKind): z.ZodType<Record<string, unknown>> {
  return z.object(
    Object.fromEntries(
      columnsOf(kind, true).map(([name, { type, nullable, personal: isPersonal }]) => {
        const field: z.ZodType = FIELD[type];
        return [name, isPersonal ? field.nullable().default(null) : nullable ? field.nullable() : field];
      }),
    ),
  );
}
