// A cart that changes without a new page: the store is asked for the page it would be now, and the block taken from there.
if ('PerformanceObserver' in window) {
  const update = async () => {
    const blocks = document.querySelectorAll('[data-regulars-cart]');
    if (blocks.length === 0) return;
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const block of blocks) {
      const fresh = page.querySelector(`[data-regulars-cart="${CSS.escape(block.dataset.regularsCart)}"]`);
      if (fresh) block.innerHTML = fresh.innerHTML;
    }
  };
  let waiting;
  new PerformanceObserver((list) => {
    if (!list.getEntries().some(({ name }) => /\/cart\/(add|change|update|clear)(\.js)?(\?|$)/.test(name))) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => update().catch(() => {}), 100);
  }).observe({ type: 'resource' });
}
// What redeeming needs is loaded when somebody wants to.
document.addEventListener(
  'toggle',
  async ({ target }) => {
    for (const script of target.dataset.regularsScripts?.split(' ') ?? []) await import(script);
  },
  true,
);
