import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FileCounts, MemberTotals } from '~/domain/file-imports/model';
import { useFormat } from '~/i18n/setting';

interface Line {
  key: string;
  label: string;
  file: bigint;
  posted: bigint;
}

/** What a file of members says, and what stands in the books by it, side by side: to tick off. */
export function TotalsTable({ totals, done }: { totals: NonNullable<FileCounts['totals']>; done: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = useLines(totals);
  const agrees = lines.every(({ file, posted }) => file === posted);
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('fileImport.totals.title')}
      </Text>
      <Text as="p" tone={agrees ? undefined : 'caution'}>
        {t(agrees ? 'fileImport.totals.agrees' : 'fileImport.totals.differs')}
      </Text>
      <div className="rg-scroll">
        <table className="rg-table">
          <thead>
            <tr>
              <th scope="col">{t('fileImport.totals.what')}</th>
              <th scope="col">{t('fileImport.totals.file')}</th>
              <th scope="col">{t(done ? 'fileImport.totals.posted' : 'fileImport.totals.wouldBe')}</th>
              <th scope="col">{t('fileImport.totals.missing')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, label, file, posted }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                <td>{format.number(file)}</td>
                <td>{format.number(posted)}</td>
                <td>
                  {file === posted ? (
                    <Text as="span" tone="success">
                      {t('fileImport.totals.equal')}
                    </Text>
                  ) : (
                    format.number(file - posted)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </BlockStack>
  );
}

function useLines({ file, posted }: { file: MemberTotals; posted: MemberTotals }): Line[] {
  const { t } = useTranslation();
  const names = (of: (totals: MemberTotals) => object) => [...new Set([...Object.keys(of(file)), ...Object.keys(of(posted))])].sort();
  const line = (key: string, label: string, of: (totals: MemberTotals) => bigint): Line => ({ key, label, file: of(file), posted: of(posted) });
  return [
    line('members', t('fileImport.totals.members'), ({ members }) => BigInt(members)),
    line('available', t('fileImport.totals.available'), ({ available }) => BigInt(available)),
    line('pending', t('fileImport.totals.pending'), ({ pending }) => BigInt(pending)),
    ...names(({ byMonth }) => byMonth).map((month) =>
      line(`month ${month}`, month === 'none' ? t('fileImport.totals.noEnd') : t('fileImport.totals.endsIn', { month }), ({ byMonth }) =>
        BigInt(byMonth[month] ?? '0'),
      ),
    ),
    ...names(({ byTier }) => byTier).map((tier) => line(`tier ${tier}`, t('fileImport.totals.tier', { tier }), ({ byTier }) => BigInt(byTier[tier] ?? 0))),
  ];
}
