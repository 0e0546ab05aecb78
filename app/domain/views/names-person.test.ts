import { expect, it } from 'vitest';
import { namesPerson } from './names-person';

const contact = { firstName: '若溪', lastName: 'Ségolène Winter', emails: ['r.zyxwol@example.com'], phones: ['+86 138 0013 8000'] };

it.each(['segolene', 'WINTER', '欧阳若溪', 'R.Zyxwol@EXAMPLE.com', 'zyxwo', '138 0013', '+8613800138000', 'orders of winter'])(
  '%s names the person',
  (text) => {
    expect(namesPerson(text, contact)).toBe(true);
  },
);

it.each(['Win back', '@example.com', '90 days', '若', 'VIP 2026', ''])('%s does not', (text) => expect(namesPerson(text, contact)).toBe(false));
