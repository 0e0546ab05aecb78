import type { Api } from '../api.ts';
import type { PageArgs } from '../connection.ts';

export interface DefinitionArgs extends PageArgs { ownerType: string; namespace?: string | null; key?: string | null; query?: string | null }
export const metafieldDefinitions = (_api: Api, _args: DefinitionArgs): Promise<object[]> => Promise.resolve([]);
