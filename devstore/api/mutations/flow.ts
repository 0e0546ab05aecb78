import { flowExtensionOf, flowExtensions } from '../../flow/extensions.ts';
import { noteTrigger, payloadFault } from '../../flow/triggers.ts';
import { getCustomer } from '../../state/read.ts';
import { UserError } from '../errors.ts';
import { mutation } from './payload.ts';

const flowTriggerReceive = mutation({ empty: {} }, async ({ handle, payload }: { handle?: string | null; payload?: unknown }, api) => {
  const trigger = flowExtensionOf(await flowExtensions(api.ctx), 'flow_trigger', handle ?? '');
  if (!handle || !trigger) throw new UserError(['handle'], 'Trigger does not exist');
  const fault = payloadFault(trigger.settings.fields, payload);
  if (fault) throw new UserError(['payload'], fault);
  const given = payload as { customer_id: number };
  if (!(await getCustomer(api.db, api.domain, String(given.customer_id)))) throw new UserError(['payload'], 'customer_id does not exist');
  await noteTrigger(api.db, api.domain, handle, given, api.now);
  return {};
});

export const flowMutations = { flowTriggerReceive };
