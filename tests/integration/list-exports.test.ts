import { expect, test } from 'vitest';
import { eachImport } from '~/domain/file-imports/index.server';
import { eachPrivacyRequest } from '~/domain/privacy/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { importColumns, requestColumns } from '~/i18n/csv-log-columns';
import { csvResponse, type CsvColumn } from '~/i18n/csv.server';
import { i18nFor } from '~/i18n/i18n';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const { t } = i18nFor('en');

async function linesOf<Row>(columns: CsvColumn<Row>[], pages: AsyncIterable<Row[]>): Promise<string[]> {
  return (await csvResponse('x.csv', columns, pages).text()).trimEnd().split('\r\n');
}

test('histories go out whole, newest first, also beyond what a page shows, and only one’s own', async () => {
  const [shopId, other] = [await registerShop('one.myshopify.com'), await registerShop('other.myshopify.com')];
  for (const shop of [shopId, other]) {
    await ownerPool.query(
      `with r as (insert into compliance_request (shop_id, kind, customer_id, status, requested_at) select $1, 'customer_redact', n, 'open', '2026-01-01' from generate_series(1, 1001) n returning id)
       insert into privacy_audit (shop_id, request_id, kind, step, at) select $1, id, 'customer_redact', 'received', '2026-01-01' from r`,
      [shop],
    );
    await ownerPool.query(
      `insert into file_import (shop_id, file_name, status, size_bytes, created_by, counts) select $1, '=' || n || '.csv', 'done', 1, '7', '{"rows": 3, "failed": 1}' from generate_series(1, 501) n`,
      [shop],
    );
  }
  const requests = await linesOf(requestColumns(t), eachPrivacyRequest(shopId));
  expect(requests).toHaveLength(1002);
  expect(requests[1]).toMatch(/,Erase a customer,1001,2026-01-01T00:00:00.000Z,2026-01-31T00:00:00.000Z,,,2026-01-01T00:00:00.000Z received$/);
  const imports = await linesOf(importColumns(t), eachImport(shopId));
  expect(imports).toHaveLength(502);
  expect(imports[1]).toMatch(/,'=501.csv,Imported,.*,3,1,0,0,0,0,0,0,0,0$/);
});
