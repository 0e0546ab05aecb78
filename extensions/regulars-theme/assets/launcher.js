// The panel opens by itself; this helps browsers that cannot, loads what is needed in it, and tells us what a member does there.
{
  const panel = document.getElementById('regulars-panel');
  const tell = (what, body) =>
    fetch(`/apps/regulars/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      keepalive: true,
    }).then(
      (answer) => answer.ok,
      () => false,
    );
  if (panel && !('popover' in HTMLElement.prototype)) {
    for (const button of document.querySelectorAll('[popovertarget="regulars-panel"]')) {
      button.addEventListener('click', () => (panel.open ? panel.close() : panel.showModal()));
    }
  }
  const load = async () => {
    for (const script of panel.dataset.regularsScripts?.split(' ') ?? []) await import(script);
  };
  panel?.parentNode.querySelector('button').addEventListener('click', load);
  panel?.addEventListener('click', (event) => {
    const link = event.target.closest('[data-regulars-social]');
    if (link) tell('social', { activity: link.dataset.regularsSocial });
  });
  for (const form of panel?.querySelectorAll('[data-regulars-birthday]') ?? []) {
    form.hidden = false;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const [month, day] = ['month', 'day'].map((name) => form.elements[name].value.padStart(2, '0'));
      const answer = form.querySelector('[role="status"]');
      answer.textContent = '';
      answer.textContent = (await tell('birthday', { birthday: `${month}-${day}` })) ? answer.dataset.saved : answer.dataset.failed;
    });
  }
}
