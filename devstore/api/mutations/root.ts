import { resourceMutations } from './app-resources.ts';
import { bulkMutations } from './bulk.ts';
import { customerMutations } from './customers.ts';
import { discountMutations } from './discounts.ts';
import { draftMutations } from './drafts.ts';
import { flowMutations } from './flow.ts';
import { metafieldMutations } from './metafields.ts';
import { moneyMutations } from './money-like.ts';
import { orderEditMutations } from './order-edits.ts';
import { orderMutations } from './orders.ts';
import { refundMutations } from './refunds.ts';
import { tagMutations } from './tags.ts';

/** Every mutation the devstore can do. What is not here is a loud error. */
export const mutationRoot = {
  __typename: 'Mutation',
  ...tagMutations,
  ...metafieldMutations,
  ...customerMutations,
  ...orderMutations,
  ...refundMutations,
  ...orderEditMutations,
  ...draftMutations,
  ...discountMutations,
  ...moneyMutations,
  ...resourceMutations,
  ...bulkMutations,
  ...flowMutations,
};
