/** A product or a collection, by its number in the store. */
export interface PickedResource {
  id: string;
  title: string;
}

/** Lets the merchant pick one in the admin's own dialog; `null` when it is closed without. */
export async function pickResource(type: 'product' | 'collection'): Promise<PickedResource | null> {
  const picked = await window.shopify.resourcePicker({ type, action: 'select', multiple: false });
  const [one] = picked ?? [];
  return one ? { id: one.id.slice(one.id.lastIndexOf('/') + 1), title: one.title } : null;
}
