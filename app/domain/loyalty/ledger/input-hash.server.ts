import { createHash } from 'node:crypto';
import type { Posting } from './model';

/**
 * 64 bits over what a posting moves and why. Times reckoned from a clock are no inputs, so that a retry is the same posting;
 * dates that a lot brings along are.
 */
export function inputHash(posting: Posting): bigint {
  const { kind, customerId, reason, orderId, redemptionId } = posting;
  const inputs = [kind, customerId, reason, orderId, redemptionId, ...moved(posting)];
  return createHash('sha1')
    .update(inputs.map((input) => (input instanceof Date ? input.getTime() : (input ?? ''))).join(' '))
    .digest()
    .readBigInt64BE();
}

function moved(posting: Posting): (bigint | Date | null | undefined)[] {
  switch (posting.kind) {
    case 'accrue':
      return posting.fixedExpiry ? [posting.points, posting.availableAt, posting.expiresAt] : [posting.points];
    case 'spend':
    case 'take_back':
      return [posting.points];
    case 'give_back':
      return [posting.points, posting.entryId];
    case 'mature':
    case 'expire':
    case 'revoke':
      return [posting.lotId];
  }
}
