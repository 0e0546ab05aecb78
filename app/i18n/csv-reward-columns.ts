import type { TFunction } from 'i18next';
import type { Reward } from '~/domain/loyalty/programme/model';
import type { RedemptionRow } from '~/domain/loyalty/rewards/model';
import { moneyText } from '~/domain/shared/money';
import type { CsvColumn } from './csv.server';

/** The columns of the file of what points were spent on. Amounts are decimals of the shop's currency, times are UTC. */
export function redemptionColumns(t: TFunction, locale: string, currency: string, rewards: readonly Reward[]): CsvColumn<RedemptionRow>[] {
  const nameOf = (row: RedemptionRow) => rewards.find(({ id }) => id === row.reward)?.name[locale] || row.reward;
  return [
    { heading: t('csv.id'), cell: (row) => row.id },
    { heading: t('rewards.columns.at'), cell: (row) => row.createdAt },
    { heading: t('csv.customer'), cell: (row) => row.customerId },
    { heading: t('csv.name'), cell: (row) => row.contact.name },
    { heading: t('csv.email'), cell: (row) => row.contact.email },
    { heading: t('rewards.columns.reward'), cell: nameOf },
    { heading: t('loyaltyForm.rewardKind'), cell: ({ promise }) => promise && t(`loyaltyForm.rewardKinds.${promise.kind}`) },
    { heading: t('csv.worth', { currency }), cell: ({ promise }) => (promise && promise.amount !== null ? moneyText(promise.amount, promise.currency) : null) },
    { heading: t('loyaltyForm.percent'), cell: ({ promise }) => promise?.percent ?? null },
    { heading: t('rewards.columns.state'), cell: (row) => t(`member.redemptionStates.${row.status}`) },
    { heading: t('rewards.columns.points'), cell: (row) => row.points },
    { heading: t('rewards.columns.returned'), cell: (row) => row.returned },
    { heading: t('rewards.columns.code'), cell: (row) => row.code },
    { heading: t('rewards.columns.ends'), cell: (row) => row.endsAt },
    { heading: t('rewards.columns.settled'), cell: (row) => row.settledAt },
    { heading: t('rewards.columns.order'), cell: (row) => row.orderName ?? row.orderId },
    { heading: t('loyaltyFeed.columns.by'), cell: (row) => row.by },
    { heading: t('csv.attempts'), cell: (row) => row.pending?.attempts ?? null },
    { heading: t('csv.error'), cell: (row) => row.pending?.error ?? row.note },
  ];
}
