// Lists of what a member has redeemed and earned, asked for when they are opened. Loaded after redeem.js.
{
  const show = async (list) => {
    const [status, rows, more] = ['[role="status"]', 'ul', 'button'].map((name) => list.querySelector(`:scope > ${name}`));
    status.textContent = status.dataset.working;
    const before = more?.value ?? '';
    const answer = await window.regulars.ask(list, `${list.dataset.regularsList}?before=${before}&`).catch(() => ({}));
    const found = answer[list.dataset.rows];
    if (!before) rows.replaceChildren();
    rows.append(...(found ?? []).map((row) => window.regulars.fill(list.querySelector('template'), row)));
    status.textContent = found ? (rows.children.length > 0 ? '' : status.dataset.none) : status.dataset.failed;
    if (more) more.hidden = !(more.value = answer.next ?? '');
  };
  const opened = ({ target: list }) => {
    if (!list.open || !list.matches('[data-regulars-list]')) return;
    const more = list.querySelector(':scope > button');
    if (more) more.value = '';
    show(list);
  };
  document.addEventListener('toggle', opened, true);
  document.addEventListener('click', ({ target }) => target.matches('[data-regulars-list] > button') && show(target.parentNode));
  for (const target of document.querySelectorAll('[data-regulars-list][open]')) opened({ target });
}
