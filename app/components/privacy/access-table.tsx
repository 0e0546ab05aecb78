import { IndexTable, Link, type IndexTableProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { AccessRow } from '~/domain/privacy/model';
import { useFormat } from '~/i18n/setting';

export interface AccessTableProps {
  rows: AccessRow[];
  /** The number of whoever is looking. */
  me: string;
  loading: boolean;
  pagination: IndexTableProps['pagination'];
}

/** Who was shown whose data, newest first. */
export function AccessTable({ rows, me, loading, pagination }: AccessTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <IndexTable
      selectable={false}
      resourceName={{ singular: t('privacy.view'), plural: t('privacy.views') }}
      itemCount={rows.length}
      loading={loading}
      headings={[{ title: t('privacy.when') }, { title: t('privacy.who') }, { title: t('privacy.what') }, { title: t('privacy.people'), alignment: 'end' }]}
      {...(pagination && { pagination })}
    >
      {rows.map((row, position) => (
        <IndexTable.Row key={row.id.toString()} id={row.id.toString()} position={position}>
          <IndexTable.Cell>{format.date(row.at, 'dateTime')}</IndexTable.Cell>
          <IndexTable.Cell>
            <Link url={`/app/privacy/access?user=${encodeURIComponent(row.userId)}`} removeUnderline>
              {row.userId === me ? t('privacy.you') : t('privacy.staff', { id: row.userId })}
            </Link>
          </IndexTable.Cell>
          <IndexTable.Cell>{t(`privacy.accessKinds.${row.kind}`)}</IndexTable.Cell>
          <IndexTable.Cell>
            <div style={{ textAlign: 'end' }}>{format.number(row.people)}</div>
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
