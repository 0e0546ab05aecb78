import { Hono } from 'hono';
import { html } from 'hono/html';
import { requestedScopes } from '../../oauth/app-scopes.ts';
import { install, uninstall, updateScopes } from '../../oauth/installation.ts';
import { page } from '../layout.ts';
import { badge, card, form } from '../parts.ts';
import type { AdminEnv, View } from '../view.ts';

async function installationPage(view: View) {
  const wanted = await requestedScopes(view.ctx.config.appTomlPath);
  const granted = view.installation?.scopes ?? [];
  const missing = wanted.filter((scope) => !granted.includes(scope));
  const { base, installation, installed } = view;
  const buttons = installed
    ? [
        form({
          action: `${base}/app/uninstall`,
          name: 'uninstall',
          submit: 'Uninstall',
          tone: 'danger',
          confirm: 'Uninstall Regulars from this store?',
          body: html``,
          inline: true,
        }),
      ]
    : [
        form({
          action: `${base}/app/install`,
          name: 'install',
          submit: installation ? 'Install again' : 'Install',
          tone: 'primary',
          body: html``,
          inline: true,
        }),
      ];
  return page(view, {
    title: 'Regulars in this store',
    active: 'app',
    actions: html`${buttons}`,
    body: html` ${card(
      'Installation',
      html`<dl class="facts">
        <dt>Status</dt>
        <dd>${installed ? badge('Installed', 'good') : badge(installation ? 'Uninstalled' : 'Never installed', 'warn')}</dd>
        ${
          installation
            ? html`<dt>Installed</dt>
                <dd>${view.time(installation.installedAt)}</dd>`
            : ''
        }${
          installation?.uninstalledAt
            ? html`<dt>Uninstalled</dt>
                <dd>${view.time(installation.uninstalledAt)}</dd>
                <dt>Erasure request</dt>
                <dd>48 hours after that</dd>`
            : ''
        }
        <dt>Runs at</dt>
        <dd>${view.ctx.config.appUrl}</dd>
      </dl>`,
    )}
    ${card(
      'Scopes',
      html`<div class="tags">${wanted.map((scope) => badge(scope, granted.includes(scope) ? 'good' : 'warn'))}</div>
        ${installed && missing.length > 0 ? form({ action: `${base}/app/scopes`, name: 'scopes', submit: `Grant ${missing.length} more`, body: html``, inline: true }) : ''}`,
    )}`,
  });
}

/** The app as this store has it: install, uninstall, install again, grant what it asks for now. */
export function installationPages(): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>();
  app.get('/app', async (c) => c.html(await installationPage(c.get('view'))));
  const actions = { install, uninstall, scopes: updateScopes };
  for (const [name, act] of Object.entries(actions))
    app.post(`/app/${name}`, async (c) => {
      const view = c.get('view');
      await act(view.ctx, view.store.domain);
      return c.redirect(`${view.base}/app`, 303);
    });
  return app;
}
