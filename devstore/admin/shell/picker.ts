import type { PickedResource, PickerRequest } from '../protocol.ts';
import { base } from './chrome.ts';

interface Found {
  resource: PickedResource;
  variants?: PickedResource[];
}

/** The resource picker: a dialog with a search, over the store's own products and collections. */
export function pick(request: PickerRequest): Promise<PickedResource[] | null> {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', `Choose: ${request.type}`);
  dialog.innerHTML = `<form method="dialog"><header><h2></h2><button value="cancel" aria-label="Close">×</button></header><div class="filter"><input type="search" aria-label="Search" placeholder="Search"></div>
    <div class="list"></div><footer><button value="cancel">Cancel</button><button value="choose" class="primary"></button></footer></form>`;
  part(dialog, 'h2').textContent =
    `${request.action === 'add' ? 'Add' : 'Select'} ${request.type === 'collection' ? 'collections' : request.type === 'variant' ? 'variants' : 'products'}`;
  part(dialog, '.primary').textContent = request.action === 'add' ? 'Add' : 'Select';
  const chosen = new Map<string, PickedResource>();
  const search = dialog.querySelector<HTMLInputElement>('input[type=search]');
  const refresh = async () => {
    const query = new URLSearchParams({ type: request.type, q: search?.value ?? '' });
    const found = (await fetch(`${base}/picker?${query}`).then((response) => response.json())) as Found[];
    part(dialog, '.list').replaceChildren(...found.map((one) => row(one, request, chosen)));
    if (found.length === 0) part(dialog, '.list').textContent = 'Nothing found.';
  };
  let waiting: ReturnType<typeof setTimeout>;
  search?.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void refresh(), 150);
  });
  if (search) search.value = request.query;
  document.body.append(dialog);
  void refresh();
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'choose' && chosen.size > 0 ? [...chosen.values()] : null);
    }),
  );
}

function row({ resource }: Found, request: PickerRequest, chosen: Map<string, PickedResource>): HTMLElement {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = request.multiple === false ? 'radio' : 'checkbox';
  input.name = 'resource';
  if (request.selectedIds.includes(resource.id)) chosen.set(resource.id, resource);
  input.checked = chosen.has(resource.id);
  input.addEventListener('change', () => {
    if (request.multiple === false) chosen.clear();
    const isFull = typeof request.multiple === 'number' && chosen.size >= request.multiple;
    if (input.checked && !isFull) chosen.set(resource.id, resource);
    else {
      chosen.delete(resource.id);
      input.checked = false;
    }
  });
  label.append(input, typeof resource.displayName === 'string' ? resource.displayName : resource.title);
  return label;
}

function part(dialog: HTMLElement, selector: string): HTMLElement {
  const found = dialog.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The dialog has no ${selector}.`);
  return found;
}
