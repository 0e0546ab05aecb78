import { describe, expect, it } from 'vitest';
import { confidenceOf, strengthOf } from './model';

describe('strength', () => {
  it('grows with every piece of evidence and never says that it is certain', () => {
    expect(strengthOf([])).toBe(0);
    expect(strengthOf(['name_and_address'])).toBeLessThan(strengthOf(['same_phone']));
    expect(strengthOf(['same_phone', 'name_and_address'])).toBeGreaterThan(strengthOf(['same_phone']));
    expect(strengthOf(['same_email', 'same_phone', 'order_email', 'same_mailbox', 'name_and_address'])).toBeLessThan(100);
    expect(confidenceOf(strengthOf(['same_email']))).toBe('high');
    expect(confidenceOf(strengthOf(['name_and_phone_end']))).toBe('low');
  });
});
