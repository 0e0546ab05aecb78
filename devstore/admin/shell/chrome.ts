/** What every page of the admin does: the menu on narrow windows, confirmations, selects that submit, the app's navigation. */
const NAV = 'devstore-app-nav';
export interface NavItem {
  label: string;
  path: string;
}
export const base = document.body.dataset.base ?? '';

export function startChrome(): void {
  const burger = document.querySelector<HTMLButtonElement>('.burger');
  burger?.addEventListener('click', () => {
    const open = document.querySelector('#nav')?.classList.toggle('open') ?? false;
    burger.setAttribute('aria-expanded', String(open));
  });
  document.addEventListener('submit', (event) => {
    const question = event.target instanceof HTMLFormElement ? event.target.dataset.confirm : undefined;
    if (question && !confirm(question)) event.preventDefault();
  });
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-submit]'))
    select.addEventListener('change', () => {
      const back = select.form?.querySelector<HTMLInputElement>('input[name=back]');
      if (back) back.value = location.pathname + location.search;
      select.form?.requestSubmit();
    });
  showNav(JSON.parse(localStorage.getItem(navKey) ?? '[]') as NavItem[]);
}

const navKey = `${NAV}:${document.body.dataset.store ?? ''}`;
/** The app's own entries, remembered so that they are there on pages without the app, too. */
export function keepNav(items: NavItem[]): void {
  localStorage.setItem(navKey, JSON.stringify(items));
  showNav(items);
}

const toShell = (path: string): string => `${base}/apps/regulars${path.replace(/^\/app(?=\/|\?|#|$)/, '')}`;
export { toShell };

function showNav(items: NavItem[]): void {
  const list = document.querySelector('[data-app-nav]');
  list?.replaceChildren(
    ...items.map(({ label, path }) => {
      const link = document.createElement('a');
      link.href = toShell(path);
      link.dataset.path = path;
      link.textContent = label;
      const item = document.createElement('li');
      item.append(link);
      return item;
    }),
  );
  markCurrent();
}

export function markCurrent(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-app-nav] a')];
  const here = links
    .filter((link) => location.pathname === link.pathname || location.pathname.startsWith(`${link.pathname}/`))
    .sort((a, b) => b.pathname.length - a.pathname.length)[0];
  for (const link of links) link.toggleAttribute('aria-current', link === here);
}
