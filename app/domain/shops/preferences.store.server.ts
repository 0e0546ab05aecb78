import { z } from 'zod';
import { withShop } from '~/db/tenant.server';
import { grossMargin, type Guide, type StaffPreferences } from './model';

const columns = z.array(z.string()).nullable().catch(null).default(null);
const staff = z.object({
  adminLocale: z.string().nullable().catch(null).default(null),
  language: z.string().nullable().catch(null).default(null),
  customerColumns: columns,
  orderColumns: columns,
  productColumns: columns,
  memberColumns: columns,
});
const flag = z.boolean().catch(false).default(false);
const guide = z.object({ dismissed: flag, seenCustomer: flag, inTheme: flag });

/** What one member of staff has chosen for themselves. */
export async function readStaffPreferences(shopId: bigint, userId: string): Promise<StaffPreferences> {
  const [row] = await withShop(
    shopId,
    (tx) => tx.$queryRaw<{ chosen: unknown }[]>`select settings #> array['staff', ${userId}] as chosen from shop where shop_id = ${shopId}`,
  );
  return staff.parse(row?.chosen ?? {});
}

/** Changes the preferences that are named. One statement, so that two members of staff do not overwrite each other. */
export async function saveStaffPreferences(shopId: bigint, userId: string, changed: Partial<StaffPreferences>): Promise<void> {
  await withShop(
    shopId,
    (tx) => tx.$executeRaw`
      update shop set settings = jsonb_set(
        case when settings ? 'staff' then settings else settings || '{"staff": {}}' end,
        array['staff', ${userId}], coalesce(settings #> array['staff', ${userId}], '{}') || ${JSON.stringify(changed)}::jsonb)
      where shop_id = ${shopId}`,
  );
}

export async function readGuide(shopId: bigint): Promise<Guide> {
  const [row] = await withShop(
    shopId,
    (tx) => tx.$queryRaw<{ guide: unknown; tagged: boolean; imported: boolean; programme: boolean }[]>`
      select settings -> 'guide' as guide, exists (select from bulk_action where shop_id = ${shopId} and kind = 'tag_customers') as tagged,
        exists (select from import_run where shop_id = ${shopId} and status = 'done') as imported,
        exists (select from loyalty_programme where shop_id = ${shopId}) as programme
      from shop where shop_id = ${shopId}`,
  );
  return { ...guide.parse(row?.guide ?? {}), tagged: row?.tagged ?? false, imported: row?.imported ?? false, programme: row?.programme ?? false };
}

export async function updateGuide(shopId: bigint, changed: { dismissed?: true; seenCustomer?: true; inTheme?: boolean }): Promise<void> {
  const json = JSON.stringify(changed);
  await withShop(
    shopId,
    (tx) => tx.$executeRaw`
      update shop set settings = settings || jsonb_build_object('guide', coalesce(settings -> 'guide', '{}') || ${json}::jsonb)
      where shop_id = ${shopId} and not coalesce(settings -> 'guide', '{}') @> ${json}::jsonb`,
  );
}

const kept = grossMargin.nullable().catch(null);

/** What somebody of the shop has said that its goods bring, whole percent; `null`: nobody has. */
export async function readMargin(shopId: bigint): Promise<bigint | null> {
  const [row] = await withShop(
    shopId,
    (tx) => tx.$queryRaw<{ margin: string | null }[]>`select settings ->> 'margin' as margin from shop where shop_id = ${shopId}`,
  );
  return kept.parse(row?.margin ?? null);
}

/** @param margin whole percent, 0 to 100 */
export async function saveMargin(shopId: bigint, margin: bigint): Promise<void> {
  const json = JSON.stringify({ margin: String(margin) });
  await withShop(shopId, (tx) => tx.$executeRaw`update shop set settings = settings || ${json}::jsonb where shop_id = ${shopId}`);
}
