import { expect, test } from 'vitest';
import { aboutFrom, aboutPayload, jobError, messageError } from './model';

test.each([
  ['the body is not JSON', 'not_json'],
  ['line_items.0.price: invalid_type; currency: invalid_format', 'shape'],
  ['the database refuses it (23505)', 'refused'],
  ['the database refuses it (22003)', 'value'],
  ['the body cannot be unsealed', 'unsealed'],
  ['the body cannot be read (TypeError)', 'fault'],
])('%s is of the kind %s', (error, kind) => expect(messageError(error)).toBe(kind));

test.each([
  ['unavailable: The Admin API answered 503.', 'unavailable'],
  ['TypeError', 'fault'],
])('%s of a job is of the kind %s', (error, kind) => expect(jobError(error)).toBe(kind));

test('what something is about is taken only for what it can be', () => {
  expect(aboutFrom('order/820982911946154508')).toEqual({ kind: 'order', id: '820982911946154508' });
  expect(aboutFrom('order/1?x=2')).toBeNull();
  expect(aboutPayload({ customerId: '7' })).toEqual({ kind: 'customer', id: '7' });
  expect(aboutPayload({ runId: '7' })).toBeNull();
});
