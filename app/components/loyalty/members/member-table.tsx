import { Badge, IndexTable, InlineStack, Link, Text, type IndexTableProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { MemberColumn, MemberRow, TierName } from '~/domain/loyalty/members/model';
import { useFormat } from '~/i18n/setting';
import { PersonName, usePersonName } from '../../person-name';
import { useTierName } from './use-tier-name';
import { usePointsText } from '../use-points-text';

const NUMERIC: readonly MemberColumn[] = ['available', 'pending', 'owed', 'earned'];

interface MemberTableProps {
  rows: MemberRow[];
  tiers: TierName[];
  columns: MemberColumn[];
  loading: boolean;
  pagination: IndexTableProps['pagination'];
}

/** Members with what they have; the name leads to a member's page. */
export function MemberTable({ rows, tiers, columns, loading, pagination }: MemberTableProps) {
  const { t } = useTranslation();
  return (
    <div className="rg-list">
      <IndexTable
        resourceName={{ singular: t('members.one'), plural: t('members.many') }}
        itemCount={rows.length}
        selectable={false}
        loading={loading}
        headings={[
          { title: t('customers.columns.name') },
          ...columns.map((column) => ({ id: column, title: t(`members.columns.${column}`), ...(NUMERIC.includes(column) && { alignment: 'end' as const }) })),
        ]}
        {...(pagination && { pagination })}
      >
        {rows.map((row, position) => (
          <Row key={row.id.toString()} row={row} position={position} tiers={tiers} columns={columns} />
        ))}
      </IndexTable>
    </div>
  );
}

function Row({ row, position, tiers, columns }: { row: MemberRow; position: number; tiers: TierName[]; columns: MemberColumn[] }) {
  const { t } = useTranslation();
  const pointsText = usePointsText();
  const name = usePersonName()(row.contact, row.id);
  const tier = useTierName(tiers)(row.tier);
  return (
    <IndexTable.Row id={row.id.toString()} position={position} accessibilityLabel={name}>
      <IndexTable.Cell>
        <Link dataPrimaryLink monochrome removeUnderline url={`/app/loyalty/members/${row.id}`}>
          <PersonName contact={row.contact} id={row.id} second={row.contact.email ?? row.contact.phone} />
        </Link>
        <span className="rg-narrow">
          <Text as="span" variant="bodySm" tone="subdued">
            {t('common.list', { first: tier, second: pointsText(row.available) })}
          </Text>
        </span>
      </IndexTable.Cell>
      {columns.map((column) => (
        <IndexTable.Cell key={column}>
          <Cell column={column} row={row} tier={tier} />
        </IndexTable.Cell>
      ))}
    </IndexTable.Row>
  );
}

function Cell({ column, row, tier }: { column: MemberColumn; row: MemberRow; tier: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (column) {
    case 'tier':
      return (
        <InlineStack gap="100" wrap={false}>
          <Text as="span" tone={row.tier === null ? 'subdued' : undefined}>
            {tier}
          </Text>
          {row.pinnedUntil ? <Badge tone="info">{t('members.pinnedBadge')}</Badge> : null}
        </InlineStack>
      );
    case 'ending':
      return (
        <Text as="span">
          {row.endsAt && row.endsPoints !== null
            ? t('members.endsOn', { n: format.number(row.endsPoints), date: format.date(new Date(row.endsAt.getTime() - 1)) })
            : t('common.notAvailable')}
        </Text>
      );
    case 'active':
      return <Text as="span">{row.lastActiveAt ? format.date(row.lastActiveAt) : t('members.neverActive')}</Text>;
    case 'joined':
      return <Text as="span">{format.date(row.joinedAt)}</Text>;
    default:
      return (
        <Text as="span" alignment="end" numeric>
          {format.number(row[column])}
        </Text>
      );
  }
}
