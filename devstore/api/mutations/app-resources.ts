import { toJsonText } from '../../state/rows.ts';
import { UserError } from '../errors.ts';
import { gid } from '../gid.ts';
import { objectByGid } from '../queries/single.ts';
import { Segment } from '../types/segment.ts';
import { saveDefinition, type DefinitionInput } from '../types/metafield-definition.ts';
import { idIn, mutation } from './payload.ts';

const segmentCreate = mutation({ empty: { segment: null } }, async (args: { name: string; query: string }, api) => ({
  segment: new Segment(await api.ctx.operations(api.domain).saveSegment({ name: args.name, query: args.query })),
}));
const segmentUpdate = mutation({ empty: { segment: null } }, async (args: { id: string; name?: string | null; query?: string | null }, api) => {
  const id = idIn(args.id, ['id'], 'Segment');
  const before = await objectByGid(api, args.id);
  if (!(before instanceof Segment)) throw new UserError(['id'], 'Segment does not exist');
  return { segment: new Segment(await api.ctx.operations(api.domain).saveSegment({ id, name: args.name ?? before.name, query: args.query ?? before.query })) };
});
const segmentDelete = mutation({ empty: { deletedSegmentId: null } }, async ({ id }: { id: string }, api) => {
  await api.ctx.operations(api.domain).deleteSegment(idIn(id, ['id'], 'Segment'));
  return { deletedSegmentId: id };
});

interface SubscriptionInput {
  uri?: string | null;
  callbackUrl?: string | null;
  filter?: string | null;
  includeFields?: string[] | null;
  metafieldNamespaces?: string[] | null;
  name?: string | null;
}
const webhookSubscriptionCreate = mutation(
  { empty: { webhookSubscription: null } },
  async ({ topic, webhookSubscription: input }: { topic: string; webhookSubscription: SubscriptionInput }, api) => {
    const uri = input.uri ?? input.callbackUrl;
    if (!uri || !URL.canParse(uri)) throw new UserError(['webhookSubscription', 'callbackUrl'], 'Address is invalid');
    if (input.name && !/^[\w-]{1,50}$/.test(input.name)) throw new UserError(['webhookSubscription', 'name'], 'Name is invalid');
    const taken = await api.ctx.pool.query("select 1 from devstore.subscription where domain = $1 and topic = $2 and doc->>'uri' = $3", [
      api.domain,
      topic,
      uri,
    ]);
    if (taken.rowCount) throw new UserError(['webhookSubscription', 'callbackUrl'], 'Address for this topic has already been taken');
    const now = await api.ctx.clock.now();
    const doc = {
      uri,
      filter: input.filter ?? null,
      includeFields: input.includeFields ?? [],
      metafieldNamespaces: input.metafieldNamespaces ?? [],
      name: input.name ?? null,
      apiVersion: '2026-10',
    };
    const { rows } = await api.ctx.pool.query<{ id: string }>(
      'insert into devstore.subscription (domain, created_at, updated_at, topic, doc) values ($1, $2, $2, $3, $4) returning id::text',
      [api.domain, now, topic, toJsonText(doc)],
    );
    return { webhookSubscription: await objectByGid(api, gid('WebhookSubscription', rows[0]?.id ?? '0')) };
  },
);
const webhookSubscriptionDelete = mutation({ empty: { deletedWebhookSubscriptionId: null } }, async ({ id }: { id: string }, api) => {
  const { rowCount } = await api.ctx.pool.query('delete from devstore.subscription where domain = $1 and id = $2', [
    api.domain,
    idIn(id, ['id'], 'WebhookSubscription'),
  ]);
  if (!rowCount) throw new UserError(['id'], 'Webhook subscription does not exist');
  return { deletedWebhookSubscriptionId: id };
});

const metafieldDefinitionCreate = mutation(
  { empty: { createdDefinition: null }, code: 'INVALID' },
  async ({ definition }: { definition: DefinitionInput }, api) => ({ createdDefinition: await saveDefinition(api, definition) }),
);

export const resourceMutations = {
  segmentCreate,
  segmentUpdate,
  segmentDelete,
  webhookSubscriptionCreate,
  webhookSubscriptionDelete,
  metafieldDefinitionCreate,
};
