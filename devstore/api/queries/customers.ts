import type { Customer as Doc } from '../../state/model.ts';
import { currencyDigits } from '../../state/money.ts';
import type { Listing } from '../listing.ts';
import { enumField, idField, instantField, moneyField, numberField, tagField, textField, without, wordField, wordsField } from '../search/compile.ts';
import { Customer } from '../types/customer.ts';

/** Customers, without those that were deleted or merged away. */
export const customerListing: Listing<Doc> = {
  kind: 'customers',
  source: 'devstore.customer',
  where: () => 't.deleted_at is null and t.merged_into is null',
  sorts: {
    ID: { expression: 't.id', type: 'bigint' },
    CREATED_AT: { expression: 't.created_at', type: 'timestamptz' },
    UPDATED_AT: { expression: 't.updated_at', type: 'timestamptz' },
    NAME: { expression: "lower(coalesce(t.doc->>'lastName', '') || ', ' || coalesce(t.doc->>'firstName', ''))", type: 'text' },
  },
  defaultSort: 'ID',
  fields: (api) => ({
    default: wordsField("t.doc->>'firstName'", "t.doc->>'lastName'", 't.email', 't.phone'),
    id: idField('t.id'),
    created_at: instantField('t.created_at'),
    customer_date: instantField('t.created_at'),
    updated_at: instantField('t.updated_at'),
    email: textField('t.email'),
    phone: textField('t.phone'),
    first_name: textField("t.doc->>'firstName'"),
    last_name: textField("t.doc->>'lastName'"),
    tag: tagField("t.doc->'tags'"),
    tag_not: without(tagField("t.doc->'tags'")),
    state: enumField("(t.doc->>'state')", ['DISABLED', 'ENABLED', 'INVITED', 'DECLINED']),
    orders_count: numberField('t.orders_count'),
    total_spent: moneyField('t.amount_spent', currencyDigits(api.store.currency)),
    accepts_marketing: wordField({ true: "t.doc->'emailConsent'->>'state' = 'SUBSCRIBED'", false: "t.doc->'emailConsent'->>'state' <> 'SUBSCRIBED'" }),
    country: (term, bind) =>
      `exists (select 1 from jsonb_array_elements(t.doc->'addresses') a where lower(a->>'country') = ${bind(term.value.toLowerCase())} or lower(a->>'countryCode') = ${bind(term.value.toLowerCase())})`,
    order_date: (term, bind) =>
      `exists (select 1 from devstore."order" o where o.domain = t.domain and o.customer_id = t.id and o.deleted_at is null and ${instantField('o.processed_at')(term, bind)})`,
  }),
  wrap: (doc, api) => new Customer(doc, api),
};
