import { Badge, IndexTable, InlineStack, Link, Text, type IndexTableProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Reward } from '~/domain/loyalty/programme/model';
import { hasCodeToMail, type RedemptionRow } from '~/domain/loyalty/rewards/model';
import { useFormat } from '~/i18n/setting';
import { OwnClick } from '../../list/own-click';
import { PersonName, usePersonName } from '../../person-name';
import { MailCodeButton } from './mail-code-button';
import { StateBadge } from './state-badge';
import { useRedeemedName } from './use-redeemed-name';
import { usePointsText } from '../use-points-text';

interface RedemptionTableProps {
  rows: RedemptionRow[];
  rewards: readonly Reward[];
  loading: boolean;
  pagination: IndexTableProps['pagination'];
  /** Whether mail is set up. */
  canMail: boolean;
}

/** What points were spent on; a line leads to its member, who has everything that can be done about it. A code can be e-mailed from here. */
export function RedemptionTable({ rows, rewards, loading, pagination, canMail }: RedemptionTableProps) {
  const { t } = useTranslation();
  return (
    <div className="rg-list">
      <IndexTable
        resourceName={{ singular: t('rewards.one'), plural: t('rewards.many') }}
        itemCount={rows.length}
        selectable={false}
        loading={loading}
        headings={[
          { title: t('customers.columns.name') },
          { title: t('rewards.columns.reward') },
          { title: t('rewards.columns.state') },
          { title: t('rewards.columns.points'), alignment: 'end' },
          { title: t('rewards.columns.code') },
          { title: t('rewards.columns.order') },
          { title: t('rewards.columns.at') },
        ]}
        {...(pagination && { pagination })}
      >
        {rows.map((row, position) => (
          <Row key={row.id.toString()} row={row} position={position} rewards={rewards} canMail={canMail} />
        ))}
      </IndexTable>
    </div>
  );
}

function Row({ row, position, rewards, canMail }: { row: RedemptionRow; position: number; rewards: readonly Reward[]; canMail: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const pointsText = usePointsText();
  const name = usePersonName()(row.contact, row.customerId);
  const reward = useRedeemedName(rewards)(row);
  const blank = t('common.notAvailable');
  return (
    <IndexTable.Row id={row.id.toString()} position={position} accessibilityLabel={name}>
      <IndexTable.Cell>
        <Link dataPrimaryLink monochrome removeUnderline url={`/app/loyalty/members/${row.customerId}`}>
          <PersonName contact={row.contact} id={row.customerId} />
        </Link>
        <span className="rg-narrow">
          <Text as="span" variant="bodySm" tone="subdued">
            {[t(`member.redemptionStates.${row.status}`), pointsText(row.points), format.date(row.createdAt)].join(' · ')}
          </Text>
        </span>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <span className="rg-free-text">{reward}</span>
        {canMail && hasCodeToMail(row) ? (
          <div>
            <OwnClick>
              <MailCodeButton plain redemption={row} named={`${name}, ${reward}`} />
            </OwnClick>
          </div>
        ) : null}
      </IndexTable.Cell>
      <IndexTable.Cell>
        <InlineStack gap="100" wrap={false}>
          <StateBadge status={row.status} />
          {row.pending?.error ? <Badge tone="warning">{t('rewards.troubleBadge')}</Badge> : null}
        </InlineStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {format.number(row.points)}
          {row.returned > 0n ? ` (${t('member.returned', { n: format.number(row.returned) })})` : ''}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{row.code ? <code>{row.code}</code> : blank}</IndexTable.Cell>
      <IndexTable.Cell>
        {row.orderId === null ? (
          blank
        ) : (
          <OwnClick>
            <Link url={`/app/orders/${row.orderId}`} removeUnderline>
              {row.orderName ?? t('loyaltyBooks.order')}
            </Link>
          </OwnClick>
        )}
      </IndexTable.Cell>
      <IndexTable.Cell>{format.date(row.createdAt)}</IndexTable.Cell>
    </IndexTable.Row>
  );
}
