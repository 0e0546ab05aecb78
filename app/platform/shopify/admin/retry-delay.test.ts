import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { AppError } from '~/domain/shared/errors';
import { AdminApiError } from './errors';
import { isTerminal, wasNotExecuted } from './is-terminal';
import { backoffMs, refillMs, retryAfterMs } from './retry-delay';

describe('waiting', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  it.each([
    ['2', 2000],
    ['0.5', 500],
    ['Sat, 21 Nov 2026 12:00:07 GMT', 7000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['soon', null],
    [null, null],
  ])('Retry-After %s', (header, expected) => expect(retryAfterMs(header, now)).toBe(expected));

  it('refills only what is wanting, and never more than the bucket holds', () => {
    const status = { maximumAvailable: 1000, currentlyAvailable: 100, restoreRate: 50 };
    expect(refillMs(status, 90)).toBe(0);
    expect(refillMs(status, 200)).toBe(2000);
    expect(refillMs(status, 9000)).toBe(18_000);
  });

  test.prop([fc.nat(60), fc.double({ min: 0, max: 0.999, noNaN: true })])('backs off between a quarter of a second and twenty', (attempt, random) => {
    const ms = backoffMs(attempt, random);
    expect(ms).toBeGreaterThanOrEqual(250);
    expect(ms).toBeLessThanOrEqual(20_000);
  });
});

describe('what is final', () => {
  const http = (status: number) => new AdminApiError('http', '', { status });
  it.each([400, 401, 402, 403, 404, 422, 423, 301])('%i is', (status) => expect(isTerminal(http(status))).toBe(true));
  it.each([408, 429, 430, 500, 502, 503, 504])('%i is not', (status) => expect(isTerminal(http(status))).toBe(false));
  it('a refusal by GraphQL is, an outage behind it is not', () => {
    expect(isTerminal(new AdminApiError('graphql', '', { codes: ['ACCESS_DENIED'] }))).toBe(true);
    expect(isTerminal(new AdminApiError('graphql', '', { codes: [] }))).toBe(true);
    expect(isTerminal(new AdminApiError('graphql', '', { codes: ['INTERNAL_SERVER_ERROR'] }))).toBe(false);
    expect(isTerminal(new AdminApiError('throttled', ''))).toBe(false);
  });
  it('a fault of ours is, something unavailable is not', () => {
    expect(isTerminal(new TypeError('oops'))).toBe(true);
    expect(isTerminal(new AppError('unauthorised', ''))).toBe(true);
    expect(isTerminal(new AppError('unavailable', ''))).toBe(false);
  });
  it('only what was surely not carried out may be repeated for a mutation', () => {
    expect(wasNotExecuted(http(429))).toBe(true);
    expect(wasNotExecuted(http(503))).toBe(true);
    expect(wasNotExecuted(http(502))).toBe(false);
    expect(wasNotExecuted(new AdminApiError('timeout', ''))).toBe(false);
    expect(wasNotExecuted(new AdminApiError('network', '', { unsent: true }))).toBe(true);
  });
});
