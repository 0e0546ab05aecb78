// Redeems rewards. Texts stand in templates. May be loaded twice.
if (!window.regulars) {
  let kept = {};
  try {
    kept = sessionStorage;
  } catch {
    // Private.
  }
  const json = async (...asked) => {
    const answer = await fetch(...asked);
    if (answer.status >= 500) throw answer;
    return answer.json();
  };
  const sent = (body) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const homeOf = (node) => node.closest('[data-regulars-shopper]');
  const ask = (node, path, init) => json(`/apps/regulars/${path}locale=${homeOf(node).dataset.locale}`, init);
  // The parts of a template that fit an answer, filled in.
  const fill = (template, row) => {
    const part = template.content.cloneNode(true);
    for (const node of part.querySelectorAll('[data-if]')) {
      const [key, values] = node.dataset.if.split('=');
      if (!values.split(' ').includes(`${row[key] ?? ''}`)) node.remove();
    }
    for (const node of part.querySelectorAll('[data-fill]')) node.textContent = row[node.dataset.fill] ?? '';
    return part;
  };
  // Into the cart. Says whether it takes anything off.
  const useCode = async (code) => {
    const codesOf = (cart) => cart.discount_codes.filter((one) => one.applicable).map((one) => one.code);
    const discount = [...codesOf(await json('/cart.js')), code].join();
    return codesOf(await json('/cart/update.js', sent({ discount }))).includes(code);
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
    const what = error ? (open.includes(error) ? error : 'failed') : (why ?? state);
    if (!open.includes(what)) delete kept[slot];
    if (left) for (const node of document.querySelectorAll('[data-regulars-balance]')) points(node, left, home.dataset);
    say(what, redeemed);
    if (what !== 'ready' || !home.dataset.use) return;
    if (await useCode(redeemed.code).catch(() => false)) location = home.dataset.cart;
    else say('not_applied', redeemed);
  };
  document.addEventListener('input', ({ target }) => {
    const box = target.closest('[data-regulars-reward]');
    if (!box) return;
    const { dataset } = homeOf(box);
    const { locale, currency } = dataset;
    const worth = ((target.value / target.step) * target.dataset.each) / 100;
    box.querySelector('output').textContent = worth.toLocaleString(locale, { style: 'currency', currency });
    points(box.querySelector('[data-regulars-price]'), target.value, dataset);
  });
  document.addEventListener('click', async ({ target }) => {
    const button = target.closest('[data-regulars]');
    if (!button || button.ariaBusy) return;
    button.ariaBusy = 'true';
    const does = button.dataset.regulars;
    const code = button.parentNode.querySelector('code')?.textContent;
    const { cart } = homeOf(button).dataset;
    if (does === 'redeem') await redeem(button.parentNode);
    if (does === 'use') await useCode(code).finally(() => (location = cart));
    if (does === 'copy') await navigator.clipboard.writeText(code).then(() => (button.textContent = button.dataset.copied));
    button.ariaBusy = null;
  });
  window.regulars = { ask, fill };
}
