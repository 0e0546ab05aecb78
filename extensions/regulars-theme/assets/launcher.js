// The panel opens by itself; this helps browsers that cannot, and tells of a follow or a share.
{
  const panel = document.getElementById('regulars-panel');
  if (panel && !('popover' in HTMLElement.prototype)) {
    for (const button of document.querySelectorAll('[popovertarget="regulars-panel"]')) {
      button.addEventListener('click', () => (panel.open ? panel.close() : panel.showModal()));
    }
  }
  panel?.addEventListener('click', (event) => {
    const link = event.target.closest('[data-regulars-social]');
    if (!link) return;
    const body = JSON.stringify({ activity: link.dataset.regularsSocial });
    fetch('/apps/regulars/social', { method: 'POST', headers: { 'content-type': 'application/json' }, body, keepalive: true }).catch(() => {});
  });
}
