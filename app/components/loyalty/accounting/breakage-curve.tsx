import { BlockStack, Button, Collapsible, InlineStack, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BarChart } from '~/components/home/bar-chart';
import type { Breakage } from '~/domain/loyalty/accounting/model';
import { useFormat } from '~/i18n/setting';

/** With less left nothing more happens that could be seen. */
const LEFT_MIN = 0.0005;

/** What becomes of a hundred points, month after month of their life: spent, and expired above it. */
export function BreakageCurve({ curve }: Pick<Breakage, 'curve'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const id = useId();
  const label = t('loyaltyAccounting.breakage.curve.title');
  const [spent, expired] = [t('loyaltyAccounting.breakage.columns.redeemed'), t('loyaltyAccounting.breakage.columns.expired')];
  const ages = curve.map((at, age) => ({ ...at, month: format.number(age), left: Math.max(0, 1 - at.redeemed - at.expired - at.withdrawn) }));
  const over = ages.findIndex(({ left }) => left < LEFT_MIN);
  const rows = over < 0 ? ages : ages.slice(0, over + 1);
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {label}
      </Text>
      <InlineStack gap="300">
        {[spent, expired].map((name, index) => (
          <span key={name} className={index === 0 ? 'rg-legend' : 'rg-legend rg-legend-second'}>
            <Text as="span" variant="bodySm">
              {name}
            </Text>
          </span>
        ))}
      </InlineStack>
      <BarChart
        label={label}
        bars={rows.map(({ month, redeemed, expired: gone }) => ({
          label: t('loyaltyAccounting.breakage.curve.bar', { month, spent: format.percent(redeemed), expired: format.percent(gone) }),
          parts: [redeemed * 100, gone * 100],
        }))}
      />
      <div>
        <Button variant="plain" onClick={() => setOpen(!open)} ariaExpanded={open} ariaControls={id} disclosure={open ? 'up' : 'down'}>
          {open ? t('common.hideTable') : t('common.asTable')}
        </Button>
      </div>
      <Collapsible id={id} open={open}>
        <div className="rg-scroll" role="region" aria-label={label} tabIndex={0}>
          <table className="rg-table rg-one-line">
            <thead>
              <tr>
                <th scope="col">{t('loyaltyAccounting.breakage.curve.age')}</th>
                <th scope="col">{spent}</th>
                <th scope="col">{expired}</th>
                <th scope="col">{t('loyaltyAccounting.breakage.columns.takenBack')}</th>
                <th scope="col">{t('loyaltyAccounting.breakage.columns.outstanding')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ month, redeemed, expired: gone, withdrawn, left }) => (
                <tr key={month}>
                  <th scope="row">{month}</th>
                  {[redeemed, gone, withdrawn, left].map((share, index) => (
                    <td key={index} className="rg-number">
                      {format.percent(share)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Collapsible>
    </BlockStack>
  );
}
