import { UserError } from '../errors.ts';
import { parseGid } from '../gid.ts';
import { createLoaders } from '../loaders.ts';
import type { Api } from '../api.ts';
import { objectByGid } from '../queries/single.ts';
import { mutation } from './payload.ts';

const kinds = { Customer: 'customer', Order: 'order', Product: 'product' } as const;
interface TagArgs {
  id: string;
  tags: string[];
}

const tagging = (change: (api: Api, kind: (typeof kinds)[keyof typeof kinds], id: string, tags: string[]) => Promise<void>) =>
  mutation({ empty: { node: null } }, async (args: TagArgs, api) => {
    const parsed = parseGid(args.id);
    const kind = parsed && parsed.type in kinds ? kinds[parsed.type as keyof typeof kinds] : null;
    if (!parsed || !kind) throw new UserError(['id'], 'The resource does not exist or cannot be tagged');
    await change(
      api,
      kind,
      parsed.id,
      args.tags.flatMap((tag) => tag.split(',')),
    );
    api.loaders = createLoaders(api.db, api.domain);
    return { node: await objectByGid(api, args.id) };
  });

export const tagMutations = {
  tagsAdd: tagging((api, kind, id, tags) => api.ctx.operations(api.domain).addTags(kind, id, tags)),
  tagsRemove: tagging((api, kind, id, tags) => api.ctx.operations(api.domain).removeTags(kind, id, tags)),
};
