import type { Discount } from '../../state/model/promotion.ts';
import type { Listing } from '../listing.ts';
import { enumField, idField, instantField, numberField, textField, wordField, wordsField } from '../search/compile.ts';
import { DiscountNode, type DiscountNodeType } from '../types/discount.ts';

/** A discount's status follows from its dates and the store's clock, not from what was stored. */
const listing = (kind: string, type: DiscountNodeType, where: string): Listing<Discount> => ({
  kind,
  source: 'devstore.discount',
  where: () => where,
  sorts: {
    ID: { expression: 't.id', type: 'bigint' },
    CREATED_AT: { expression: 't.created_at', type: 'timestamptz' },
    UPDATED_AT: { expression: 't.updated_at', type: 'timestamptz' },
    TITLE: { expression: "lower(t.doc->>'title')", type: 'text' },
    STARTS_AT: { expression: "(t.doc->>'startsAt')::timestamptz", type: 'timestamptz' },
    ENDS_AT: { expression: "coalesce((t.doc->>'endsAt')::timestamptz, 'infinity')", type: 'timestamptz' },
  },
  defaultSort: 'ID',
  fields: (api) => {
    const now = `'${api.now.toISOString()}'::timestamptz`;
    const [starts, ends] = ["(t.doc->>'startsAt')::timestamptz", "(t.doc->>'endsAt')::timestamptz"];
    return {
      default: wordsField("t.doc->>'title'", 't.code'),
      id: idField('t.id'),
      title: textField("t.doc->>'title'"),
      code: textField('t.code'),
      created_at: instantField('t.created_at'),
      updated_at: instantField('t.updated_at'),
      starts_at: instantField(starts),
      ends_at: instantField(ends),
      status: wordField({
        active: `(${starts} <= ${now} and (${ends} is null or ${ends} > ${now}))`,
        expired: `${ends} <= ${now}`,
        scheduled: `${starts} > ${now}`,
      }),
      method: wordField({ code: 't.code is not null', automatic: 't.code is null' }),
      times_used: numberField("(t.doc->>'used')::int"),
      discount_type: wordField({
        percentage: "t.doc->>'kind' = 'percentage'",
        fixed_amount: "t.doc->>'kind' = 'fixed_amount'",
        free_shipping: "t.doc->>'kind' = 'free_shipping'",
      }),
      type: enumField("upper(t.doc->>'kind')", ['PERCENTAGE', 'FIXED_AMOUNT', 'FREE_SHIPPING']),
    };
  },
  wrap: (doc, api) => new DiscountNode(doc, api, type),
});
export const discountListing = listing('discountNodes', 'DiscountNode', 'true');
export const codeDiscountListing = listing('codeDiscountNodes', 'DiscountCodeNode', 't.code is not null');
export const automaticDiscountListing = listing('automaticDiscountNodes', 'DiscountAutomaticNode', 't.code is null');
