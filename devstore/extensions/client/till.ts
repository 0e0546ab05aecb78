/** What the till's page shows its extensions. */
export interface TillWindow extends Window {
  till?: { present(): void; addCode(code: string): Promise<void> };
}
interface Quoted {
  lines: string[];
  discount: string;
  total: string;
  refusals: string[];
}

const page = document.body;
const codes: string[] = [];
const at = (name: string) => document.querySelector(`#${name}`) as HTMLElement;

async function ask(path: string, given: string[]): Promise<Quoted & { order?: string }> {
  const body = JSON.stringify({ customerId: page.dataset['customer'], variantId: page.dataset['variant'], codes: given });
  const answer = await fetch(`${page.dataset['base'] ?? ''}/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Quoted & { order?: string };
}

function show({ lines, discount, total }: Quoted) {
  at('lines').textContent = lines.join(', ');
  at('discount').textContent = discount;
  at('total').textContent = total;
}

(window as TillWindow).till = {
  present: () => {
    at('modal').hidden = false;
    const frame = at('modal-frame') as HTMLIFrameElement;
    frame.src = frame.dataset['src'] ?? '';
  },
  addCode: async (code) => {
    const quoted = await ask('quote', [...codes, code]);
    if (quoted.refusals.length > 0) throw new Error(quoted.refusals.join(' '));
    codes.push(code);
    show(quoted);
  },
};
at('close').addEventListener('click', () => (at('modal').hidden = true));
at('pay').addEventListener('click', () => void ask('sale', codes).then(({ order }) => (at('sold').textContent = order ?? '')));
void ask('quote', codes).then(show);
