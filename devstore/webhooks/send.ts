import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';

/** One attempt's outcome. `status` is null when no answer came; `answer` is the beginning of the body, or what went wrong. */
export interface Answer {
  status: number | null;
  answer: string;
  tookMs: number;
}

const CONNECT_MS = 1_000;
const TOTAL_MS = 5_000;
const ANSWER_CHARS_MAX = 300;
const agents = { 'http:': new http.Agent({ keepAlive: false }), 'https:': new https.Agent({ keepAlive: false }) };

/** Base64 HMAC-SHA256 of the raw body, as Shopify signs webhooks. */
export const signBody = (body: string, secret: string): string => createHmac('sha256', secret).update(body, 'utf8').digest('base64');

/**
 * Posts the body, giving up after one second without a connection and after five in all. Redirects are not followed.
 * Never throws: what fails is an answer without a status.
 */
export function send(url: string, headers: Record<string, string>, body: string): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve) => {
    const done = (status: number | null, answer: string) => {
      clearTimeout(connecting);
      clearTimeout(total);
      resolve({ status, answer: answer.slice(0, ANSWER_CHARS_MAX), tookMs: Math.round(performance.now() - started) });
    };
    const giveUp = (reason: string) => {
      request?.destroy();
      done(null, reason);
    };
    const connecting = setTimeout(() => giveUp('No connection within 1 second.'), CONNECT_MS);
    const total = setTimeout(() => giveUp('No answer within 5 seconds.'), TOTAL_MS);
    const request = open(url, headers, body, done);
    request?.on('socket', (socket) => socket.once(url.startsWith('https:') ? 'secureConnect' : 'connect', () => clearTimeout(connecting)));
    request?.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        if (text.length < ANSWER_CHARS_MAX) text += chunk;
      });
      response.on('end', () => done(response.statusCode ?? null, text));
      response.on('error', (error) => done(null, error.message));
    });
    request?.on('error', (error) => done(null, error.message));
    request?.end(body);
  });
}

function open(url: string, headers: Record<string, string>, body: string, done: (status: null, answer: string) => void): http.ClientRequest | null {
  const target = URL.canParse(url) ? new URL(url) : null;
  const options = { method: 'POST', headers: { ...headers, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } };
  if (target?.protocol === 'http:') return http.request(target, { ...options, agent: agents['http:'] });
  if (target?.protocol === 'https:') return https.request(target, { ...options, agent: agents['https:'] });
  done(null, `The devstore delivers to http and https addresses only, not to ${url}.`);
  return null;
}
