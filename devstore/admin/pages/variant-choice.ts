import { html } from 'hono/html';
import type { Html } from '../layout.ts';
import { findProducts } from '../queries.ts';
import type { View } from '../view.ts';

/** A select of what the store sells; the first page of products, as a demo's store has few. */
export async function variantChoice(view: View, label: string, name: string, value = ''): Promise<Html> {
  const { items } = await findProducts(view.ctx.pool, view.store.domain, '');
  return html`<label class="field"
    ><span>${label}</span
    ><select name="${name}">
      <option value="">Choose an item</option>
      ${items
        .filter((product) => product.status === 'ACTIVE')
        .map(
          (product) =>
            html`<optgroup label="${product.title}">
              ${product.variants.map(
                (variant) =>
                  html`<option value="${variant.id}" ${variant.id === value ? 'selected' : ''}>
                    ${variant.title === 'Default Title' ? product.title : variant.title} · ${view.money(variant.price)}
                  </option>`,
              )}
            </optgroup>`,
        )}
    </select></label
  >`;
}
