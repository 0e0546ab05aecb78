// Redeems rewards. Texts stand in templates. May be loaded twice.
if (!window.regulars) {
  let kept = {};
  try {
    kept = sessionStorage;
  } catch {
    // Private.
  }
  const on = (what, does) => document.addEventListener(what, does, true);
  const all = (what) => document.querySelectorAll(what);
  const json = async (address, init) => {
    const answer = await fetch(address, { signal: AbortSignal.timeout(15000), ...init });
    if (answer.status >= 500) throw answer;
    return answer.json();
  };
  const sent = (body) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const homeOf = (node) => node.closest('[data-regulars-shopper]');
  const ask = (node, path, init) => json(`/apps/regulars/${path}locale=${homeOf(node).dataset.locale}`, init);
  const fill = (template, row) => {
    const part = template.content.cloneNode(true);
    for (const node of part.querySelectorAll('[data-if]')) {
      const [key, values] = node.dataset.if.split('=');
      if (!values.split(' ').includes(`${row[key] ?? ''}`)) node.remove();
    }
    for (const node of part.querySelectorAll('[data-fill]')) node.textContent = row[node.dataset.fill] ?? '';
    return part;
  };
  const points = (node, n, { locale, one, many }) => (node.textContent = +n === 1 ? one : many.replace(2, (+n).toLocaleString(locale)));
  const redeem = async (box) => {
    const home = homeOf(box);
    const say = (what, row) => box.querySelector('[role="status"]').replaceChildren(fill(home.querySelector('[data-regulars-says]'), { ...row, say: what }));
    const reward = box.dataset.regularsReward;
    // The same until answered, so that asking again never spends twice.
    const slot = `regulars ${home.dataset.regularsShopper} ${reward}`;
    const requestKey = (kept[slot] ||= crypto.randomUUID());
    say('working');
    const body = sent({ reward, requestKey, points: box.querySelector('input')?.value });
    const { error, why, redeemed = {}, points: left } = await ask(box, 'redeem?', body).catch(() => ({ error: 'offline' }));
    const open = ['offline', 'not_signed_in', 'pending'];
    const state = redeemed.isCard && redeemed.code ? 'card' : redeemed.state;
    const what = error ? (open.includes(error) ? error : 'failed') : (why ?? state ?? 'offline');
    if (!open.includes(what)) delete kept[slot];
    if (left) for (const node of all('[data-regulars-balance]')) points(node, left, home.dataset);
    say(what, redeemed);
    if (what !== 'ready' || !home.dataset.use) return;
    const { useCode } = await import(home.dataset.code);
    if (!(await useCode(redeemed.code, home))) say('not_applied', redeemed);
  };
  // Without this script they would not work.
  const wake = () => all('[data-regulars-off]').forEach((off) => off.replaceWith(off.firstElementChild.content));
  wake();
  on('toggle', wake);
  on('input', ({ target }) => {
    const box = target.closest('[data-regulars-reward]');
    if (!box) return;
    const { dataset } = homeOf(box);
    const { locale, currency } = dataset;
    const worth = ((target.value / target.step) * target.dataset.each) / 100;
    box.querySelector('output').textContent = worth.toLocaleString(locale, { style: 'currency', currency });
    points(box.querySelector('[data-regulars-price]'), target.value, dataset);
  });
  const buttonOf = ({ target }) => target.closest('[data-regulars]');
  // Of a double click and a key held down the rest is no new wish, even after the answer.
  on('keydown', (event) => event.repeat && event.key === 'Enter' && buttonOf(event) && event.preventDefault());
  on('click', (event) => {
    const button = buttonOf(event);
    if (!button || button.ariaBusy || event.detail > 1) return;
    button.ariaBusy = 'true';
    const [does, home] = [button.dataset.regulars, homeOf(button)];
    const done = does === 'redeem' ? redeem(button.parentNode) : import(home.dataset.code).then((code) => code[does](button, home));
    done.finally(() => (button.ariaBusy = null));
  });
  window.regulars = { ask, fill, json, sent };
}
