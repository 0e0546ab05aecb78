import { commitPage } from '~/domain/reconcile/index.server';
import type { ReconcileKind } from '~/domain/reconcile/model';
import type { AdminClient } from '../admin/index.server';
import {
  ReadCollectionVersionsDocument,
  ReadCustomerVersionsDocument,
  ReadDiscountVersionsDocument,
  ReadOrderVersionsDocument,
  ReadProductVersionsDocument,
} from '../graphql/generated/documents';
import { changedSearch } from './figures.server';
import { storeVersion } from './store-version';
import type { PartWork, Step } from './work';

interface VersionPage {
  nodes: unknown[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function readPage(admin: AdminClient, kind: ReconcileKind, variables: { changed: string; after: string | null }): Promise<VersionPage> {
  switch (kind) {
    case 'products':
      return (await admin.query(ReadProductVersionsDocument, variables)).products;
    case 'collections':
      return (await admin.query(ReadCollectionVersionsDocument, variables)).collections;
    case 'discounts':
      return (await admin.query(ReadDiscountVersionsDocument, variables)).discountNodes;
    case 'customers':
      return (await admin.query(ReadCustomerVersionsDocument, variables)).customers;
    case 'orders':
      return (await admin.query(ReadOrderVersionsDocument, variables)).orders;
  }
}

/** Compares the next page of what the store changed in the run's stretch of time. */
export async function compareNextPage({ key, run, part, admin }: PartWork): Promise<Step> {
  const page = await readPage(admin, key.kind, { changed: changedSearch(part.since ?? new Date(0), run.until), after: part.cursor });
  const records = page.nodes.map((node) => storeVersion(key.kind, node));
  const isOurs = await commitPage(key, part, { records, cursor: page.pageInfo.endCursor, last: !page.pageInfo.hasNextPage });
  return isOurs ? { next: 'again' } : { next: 'wait', againInMs: 5000 };
}
