import type { TFunction } from 'i18next';
import { FLOWS, type BreakageCohort, type DayOfBooks, type JournalLine } from '~/domain/loyalty/accounting/model';
import { byHand, type FeedRow, type TierName } from '~/domain/loyalty/members/model';
import { moneyText } from '~/domain/shared/money';
import type { CsvColumn } from './csv.server';

interface Column<Row> {
  heading: string;
  cell: (row: Row) => string | bigint;
}

/** The columns of the file of daily movements: points, opening and closing balance. */
export function dayColumns(t: TFunction): Column<DayOfBooks>[] {
  return [
    { heading: t('loyaltyAccounting.columns.day'), cell: (row) => row.day },
    { heading: t('loyaltyAccounting.columns.opening'), cell: (row) => row.opening },
    ...FLOWS.map((flow) => ({ heading: t(`loyaltyAccounting.columns.${flow}`), cell: (row: DayOfBooks) => row.totals[flow] })),
    { heading: t('loyaltyAccounting.columns.closing'), cell: (row) => row.closing },
    { heading: t('loyaltyAccounting.columns.matured'), cell: (row) => row.totals.matured },
  ];
}

/** The columns of the journal: a line each, amounts as decimals of the shop's currency. */
export function journalColumns(t: TFunction, currency: string): Column<JournalLine>[] {
  const amount = (minor: bigint) => (minor === 0n ? '' : moneyText(minor, currency));
  return [
    { heading: t('loyaltyAccounting.journal.date'), cell: (row) => row.date },
    { heading: t('loyaltyAccounting.journal.entry'), cell: (row) => t(`loyaltyAccounting.kinds.${row.kind}`) },
    { heading: t('loyaltyAccounting.journal.account'), cell: (row) => t(`loyaltyAccounting.accounts.${row.account}`) },
    { heading: t('loyaltyAccounting.journal.debit', { currency }), cell: (row) => amount(row.debit) },
    { heading: t('loyaltyAccounting.journal.credit', { currency }), cell: (row) => amount(row.credit) },
    { heading: t('loyaltyAccounting.journal.points'), cell: (row) => row.points },
  ];
}

/** The columns of the breakage estimate: points; empty where there is no estimate. */
export function breakageColumns(t: TFunction): CsvColumn<BreakageCohort>[] {
  const column = (name: 'issued' | 'redeemed' | 'expired' | 'takenBack' | 'outstanding'): CsvColumn<BreakageCohort> => ({
    heading: t(`loyaltyAccounting.breakage.columns.${name}`),
    cell: (row) => row[name],
  });
  return [
    { heading: t('loyaltyAccounting.breakage.columns.month'), cell: (row) => row.month },
    ...(['issued', 'redeemed', 'expired', 'takenBack', 'outstanding'] as const).map(column),
    { heading: t('loyaltyAccounting.breakage.columns.never'), cell: (row) => row.never?.points ?? null },
    { heading: t('loyaltyAccounting.breakage.columns.low'), cell: (row) => row.never?.low ?? null },
    { heading: t('loyaltyAccounting.breakage.columns.high'), cell: (row) => row.never?.high ?? null },
  ];
}

/** The columns of the activity feed's file. Points go from the debited account to the credited one; times are UTC. */
export function feedColumns(t: TFunction, locale: string, tiers: readonly TierName[]): CsvColumn<FeedRow>[] {
  const tierName = (tier: string | null) => {
    const name = tiers.find(({ id }) => id === tier)?.name;
    return tier === null ? t('loyaltyBooks.noTier') : name?.[locale] || Object.values(name ?? {}).find(Boolean) || tier;
  };
  const ofPoints = (cell: (row: Extract<FeedRow, { kind: 'points' }>) => string | bigint | null) => (row: FeedRow) =>
    row.kind === 'points' ? cell(row) : null;
  const ofTier = (cell: (row: Extract<FeedRow, { kind: 'tier' }>) => string | Date | null) => (row: FeedRow) => (row.kind === 'tier' ? cell(row) : null);
  const person = (row: FeedRow) => (row.kind === 'tier' ? row : byHand(row.explanation));
  return [
    { heading: t('csv.id'), cell: (row) => row.id },
    { heading: t('loyaltyFeed.columns.what'), cell: (row) => t(`loyaltyFeed.kinds.${row.kind}`) },
    { heading: t('loyaltyFeed.columns.at'), cell: (row) => row.occurredAt },
    { heading: t('csv.customer'), cell: (row) => row.customerId },
    { heading: t('csv.name'), cell: (row) => row.contact.name },
    {
      heading: t('loyaltyFeed.reason'),
      cell: (row) => (row.kind === 'tier' ? t(`member.tierReasons.${row.reason}`) : t(`loyaltyBooks.reasons.${row.reason}`)),
    },
    { heading: t('loyaltyFeed.columns.points'), cell: ofPoints(({ points }) => points) },
    { heading: t('loyaltyFeed.columns.from'), cell: ofPoints(({ debit }) => debit) },
    { heading: t('loyaltyFeed.columns.to'), cell: ofPoints(({ credit }) => credit) },
    { heading: t('loyaltyFeed.columns.tierFrom'), cell: ofTier(({ from }) => tierName(from)) },
    { heading: t('loyaltyFeed.columns.tierTo'), cell: ofTier(({ to }) => tierName(to)) },
    { heading: t('loyaltyFeed.columns.pinnedUntil'), cell: ofTier(({ pinnedUntil }) => pinnedUntil) },
    { heading: t('loyaltyFeed.columns.by'), cell: (row) => person(row)?.by ?? null },
    { heading: t('loyaltyFeed.columns.note'), cell: (row) => person(row)?.note ?? null },
    { heading: t('csv.order'), cell: (row) => row.orderName },
    { heading: t('loyaltyFeed.columns.version'), cell: (row) => row.programmeVersion },
  ];
}
