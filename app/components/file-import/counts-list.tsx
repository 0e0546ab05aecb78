import { useTranslation } from 'react-i18next';
import type { FileCounts } from '~/domain/file-imports/model';
import { useFormat } from '~/i18n/setting';
import { Facts } from '../facts';

const ALWAYS: readonly string[] = ['rows', 'failed'];
const SHOWN = [
  'rows',
  'customersCreated',
  'customersUpdated',
  'customersMatched',
  'ordersCreated',
  'ordersUpdated',
  'membersImported',
  'lotsImported',
  'unchanged',
  'failed',
] as const;

/** What a file does, in figures; what it does not do at all is left out. */
export function CountsList({ counts }: { counts: FileCounts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = SHOWN.filter((name) => ALWAYS.includes(name) || counts[name] > 0);
  return <Facts facts={shown.map((name) => ({ label: t(`fileImport.counts.${name}`), value: format.number(counts[name]) }))} />;
}
