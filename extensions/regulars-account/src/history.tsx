import { useCallback, useEffect, useState } from 'preact/hooks';
import { faultText } from '../../shared/adjustment';
import { movementLine } from '../../shared/movement-lines';
import type { Movement } from '../../shared/told';
import type { Own } from './own-door';

/** What has happened to the customer's points, newest first, a page at a time. */
export function History({ own }: { own: Own }) {
  const { words } = own;
  const [movements, setMovements] = useState<Movement[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  const [fault, setFault] = useState('');
  const more = useCallback(
    async (before: string | null) => {
      setState('loading');
      const answer = await own.history(before);
      setState(answer.ok ? 'ready' : 'failed');
      if (!answer.ok) return setFault(answer.error.code);
      setMovements((shown) => (before === null ? answer.value.movements : [...shown, ...answer.value.movements]));
      setNext(answer.value.next);
    },
    [own],
  );
  useEffect(() => void more(null), [more]);
  return (
    <s-section heading={words('history.title')}>
      <s-stack gap="base">
        {movements.map((movement) => {
          const line = movementLine(movement, words);
          return (
            <s-stack key={line.id} direction="inline" gap="base" justifyContent="space-between">
              <s-stack gap="none">
                <s-text>{line.what}</s-text>
                <s-text color="subdued">{line.date}</s-text>
              </s-stack>
              <s-text type="strong">{line.points}</s-text>
            </s-stack>
          );
        })}
        {state === 'loading' ? <s-spinner accessibilityLabel={words('loading')} /> : null}
        {state === 'ready' && movements.length === 0 ? <s-text color="subdued">{words('history.none')}</s-text> : null}
        {state === 'failed' ? <s-banner tone="warning">{faultText(fault, words)}</s-banner> : null}
        {state !== 'loading' && (next !== null || state === 'failed') ? (
          <s-button onClick={() => void more(movements.length === 0 ? null : next)}>{words(state === 'failed' ? 'retry' : 'history.more')}</s-button>
        ) : null}
      </s-stack>
    </s-section>
  );
}
