import type { TFunction } from 'i18next';
import { confidenceOf, type Evidence, type MergeRow, type SuggestionRow } from '~/domain/duplicates/model';
import type { CsvColumn } from './csv.server';

const evidenceText = (t: TFunction, evidence: readonly Evidence[]): string => evidence.map((one) => t(`duplicates.evidence.${one}`)).join('; ');

/** The columns of the file of who may be the same person. */
export function suggestionColumns(t: TFunction): CsvColumn<SuggestionRow>[] {
  return [
    { heading: t('csv.customer'), cell: ({ one }) => one.id },
    { heading: t('csv.name'), cell: ({ one }) => one.contact.name },
    { heading: t('csv.email'), cell: ({ one }) => one.contact.email },
    { heading: t('csv.phone'), cell: ({ one }) => one.contact.phone },
    { heading: t('csv.otherCustomer'), cell: ({ other }) => other?.id ?? null },
    { heading: t('csv.otherName'), cell: ({ other }) => other?.contact.name ?? null },
    { heading: t('csv.otherEmail'), cell: ({ other }) => other?.contact.email ?? null },
    { heading: t('csv.otherPhone'), cell: ({ other }) => other?.contact.phone ?? null },
    { heading: t('csv.guestOrders'), cell: ({ guestOrders }) => guestOrders },
    { heading: t('csv.likelihood'), cell: ({ strength }) => t(`duplicates.confidence.${confidenceOf(strength)}`) },
    { heading: t('csv.evidence'), cell: ({ evidence }) => evidenceText(t, evidence) },
  ];
}

/** The columns of the file of merges. */
export function mergeColumns(t: TFunction): CsvColumn<MergeRow>[] {
  return [
    { heading: t('csv.customer'), cell: ({ from }) => from.id },
    { heading: t('csv.name'), cell: ({ from }) => from.contact.name },
    { heading: t('csv.mergedInto'), cell: ({ into }) => into.id },
    { heading: t('csv.otherName'), cell: ({ into }) => into.contact.name },
    { heading: t('csv.mergedAt'), cell: ({ mergedAt }) => mergedAt },
    { heading: t('csv.mergedInShopify'), cell: ({ source }) => (source === 'store' ? '1' : '') },
    { heading: t('csv.undoneAt'), cell: ({ undoneAt }) => undoneAt },
    { heading: t('csv.evidence'), cell: ({ evidence }) => evidenceText(t, evidence) },
  ];
}
