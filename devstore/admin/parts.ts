import { html } from 'hono/html';
import { StoreError } from '../state/errors.ts';
import type { Html } from './layout.ts';
import type { AdminContext } from './view.ts';

/** A refusal, to be shown beside the form it is about. */
export interface Problem {
  form: string;
  message: string;
  values: Record<string, string>;
}

export const card = (title: string, body: Html | Html[], extra: Html | '' = ''): Html =>
  html`<section class="card">
    <div class="card-head">
      <h2>${title}</h2>
      ${extra}
    </div>
    ${body}
  </section>`;
export const badge = (text: string, tone: 'plain' | 'good' | 'warn' | 'bad' = 'plain'): Html => html`<span class="badge ${tone}">${text}</span>`;

export interface Field {
  label: string;
  name: string;
  value?: string;
  type?: string;
  help?: string;
  required?: boolean;
  step?: string;
  min?: string;
  max?: string;
  multiline?: boolean;
  placeholder?: string;
}
export function field({ label, name, value = '', type = 'text', help, required = false, step, min, max, multiline = false, placeholder }: Field): Html {
  const input = multiline
    ? html`<textarea name="${name}" rows="3">${value}</textarea>`
    : html`<input
        name="${name}"
        type="${type}"
        value="${value}"
        ${required ? 'required' : ''}
        ${step ? html`step="${step}"` : ''}
        ${min ? html`min="${min}"` : ''}
        ${max ? html`max="${max}"` : ''}
        ${placeholder ? html`placeholder="${placeholder}"` : ''}
      />`;
  return html`<label class="field"><span>${label}</span>${input}${help ? html`<small>${help}</small>` : ''}</label>`;
}
export const choice = (label: string, name: string, options: [value: string, label: string][], value = ''): Html =>
  html`<label class="field"
    ><span>${label}</span
    ><select name="${name}">
      ${options.map(([key, text]) => html`<option value="${key}" ${key === value ? 'selected' : ''}>${text}</option>`)}
    </select></label
  >`;
export const check = (label: string, name: string, checked = false): Html =>
  html`<label class="check"><input type="checkbox" name="${name}" ${checked ? 'checked' : ''} /> ${label}</label>`;

export interface FormOptions {
  action: string;
  name: string;
  submit: string;
  body: Html | Html[];
  problem?: Problem | null;
  tone?: 'primary' | 'plain' | 'danger';
  confirm?: string;
  inline?: boolean;
}
/** A form whose refusal is shown in it. */
export function form({ action, name, submit, body, problem, tone = 'plain', confirm, inline = false }: FormOptions): Html {
  const mine = problem?.form === name ? problem : null;
  return html`<form method="post" action="${action}" class="${inline ? 'inline' : 'stack'}" id="${name}" ${confirm ? html`data-confirm="${confirm}"` : ''}>
    ${mine ? html`<p class="banner bad" role="alert">${mine.message}</p>` : ''}${body}<button class="${tone}">${submit}</button>
  </form>`;
}
export const disclosure = (label: string, body: Html | Html[], open = false): Html =>
  html`<details ${open ? 'open' : ''}>
    <summary>${label}</summary>
    <div class="inner">${body}</div>
  </details>`;

/** Rows of a list; the first cell is the link of the row. */
export function table(headings: string[], rows: (Html | string | number)[][], empty: string): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
export const pager = (path: string, pageNumber: number, hasMore: boolean, query = ''): Html => {
  const to = (number: number) => `${path}?page=${number}${query ? `&q=${encodeURIComponent(query)}` : ''}`;
  return html`<p class="pager">
    ${pageNumber > 1 ? html`<a href="${to(pageNumber - 1)}">← Newer</a>` : ''}${hasMore ? html`<a href="${to(pageNumber + 1)}">Older →</a>` : ''}
  </p>`;
};
export const searchBox = (path: string, q: string, label: string): Html =>
  html`<form class="filter" role="search" action="${path}">
    <input type="search" name="q" value="${q}" aria-label="${label}" placeholder="${label}" /><button>Search</button>
  </form>`;

/** The fields of a posted form. */
export async function fieldsOf(c: AdminContext): Promise<URLSearchParams> {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(await c.req.parseBody({ all: true })))
    for (const one of Array.isArray(value) ? value : [value]) if (typeof one === 'string') fields.append(name, one);
  return fields;
}

/**
 * Does what a form asks for, then goes on to `next`; a refusal shows the page again with the reason beside the form.
 * Anything else that is thrown is a fault and not caught here.
 */
export async function attempt(
  c: AdminContext,
  name: string,
  fields: URLSearchParams,
  work: () => Promise<{ to: string; done: string }>,
  render: (problem: Problem) => Promise<Html> | Html,
): Promise<Response> {
  try {
    const { to, done } = await work();
    return c.redirect(`${to}${to.includes('?') ? '&' : '?'}done=${encodeURIComponent(done)}`, 303);
  } catch (error) {
    if (!(error instanceof StoreError) && !(error instanceof RangeError)) throw error;
    return c.html(await render({ form: name, message: error.message, values: Object.fromEntries(fields) }), 422);
  }
}
