import { InlineGrid, Select } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { SectionCard } from '../form/section-card';
import { DiffList, type DiffListProps } from './diff-list';

export interface CompareCardProps extends DiffListProps {
  /** Numbers of versions; 0 is the draft. */
  versions: number[];
  from: number;
  to: number;
  onChoose: (from: number, to: number) => void;
}

/** Any two of the versions and the draft, side by side in words. */
export function CompareCard({ versions, from, to, onChoose, ...diff }: CompareCardProps) {
  const { t } = useTranslation();
  const options = versions.map((version) => ({
    value: String(version),
    label: version === 0 ? t('loyaltyVersions.draft') : t('loyaltyVersions.version', { n: version }),
  }));
  return (
    <SectionCard title={t('loyaltyVersions.compare')}>
      <InlineGrid columns={2} gap="300">
        <Select label={t('loyaltyVersions.compareFrom')} options={options} value={String(from)} onChange={(chosen) => onChoose(Number(chosen), to)} />
        <Select label={t('loyaltyVersions.compareTo')} options={options} value={String(to)} onChange={(chosen) => onChoose(from, Number(chosen))} />
      </InlineGrid>
      <DiffList {...diff} />
    </SectionCard>
  );
}
