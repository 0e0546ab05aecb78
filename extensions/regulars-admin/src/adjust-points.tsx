import '@shopify/ui-extensions/preact';
import type { Api } from '@shopify/ui-extensions/admin.customer-details.action.render';
import { render } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { adjustmentOf, faultsOf, faultText, refusedAdjustment, type AdjustmentFaults, type AdjustmentForm } from '../../shared/adjustment';
import { pointsText } from '../../shared/member-lines';
import { requestKey } from '../../shared/request-key';
import type { StaffView } from '../../shared/told';
import { useLoaded } from '../../shared/use-loaded';
import { staffDoor, type Staff } from './staff-door';

export default () => {
  const shopify = (globalThis as unknown as { shopify: Api }).shopify;
  render(<AdjustPoints staff={staffDoor(shopify)} onClose={() => shopify.close()} />, document.body);
};

const EMPTY: AdjustmentForm = { direction: 'give', points: '', note: '' };

function AdjustPoints({ staff, onClose }: { staff: Staff; onClose: () => void }) {
  const { words } = staff;
  const { loaded, reload } = useLoaded(useCallback(() => staff.read(), [staff]));
  if (loaded.state === 'ready') return <Form view={loaded.value} staff={staff} onClose={onClose} />;
  return (
    <s-admin-action heading={words('adjust.title')} loading={loaded.state === 'loading'}>
      <s-button slot="primary-action" onClick={reload} disabled={loaded.state === 'loading'}>
        {words('retry')}
      </s-button>
      <s-button slot="secondary-actions" onClick={onClose}>
        {words('adjust.close')}
      </s-button>
      {loaded.state === 'failed' ? <s-banner tone="warning">{faultText(loaded.code, words)}</s-banner> : <s-spinner accessibilityLabel={words('loading')} />}
    </s-admin-action>
  );
}

function Form({ view: { member, limits }, staff, onClose }: { view: StaffView; staff: Staff; onClose: () => void }) {
  const { words } = staff;
  const [form, setForm] = useState(EMPTY);
  const [faults, setFaults] = useState<AdjustmentFaults>({});
  const [isSaving, setSaving] = useState(false);
  const [left, setLeft] = useState<string | null>(null);
  // The same until it is done: a second click, or a try after a lost answer, gives nothing twice.
  const key = useRef(requestKey());
  const change = (part: Partial<AdjustmentForm>) => setForm((before) => ({ ...before, ...part }));
  const save = async () => {
    const wrong = faultsOf(form, limits, words);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return;
    setSaving(true);
    const answer = await staff.adjust({ ...adjustmentOf(form), requestKey: key.current });
    setSaving(false);
    if (answer.ok) setLeft(answer.value.points);
    else setFaults(refusedAdjustment(answer.error, words));
  };
  const say = (points: string) => pointsText(words, points, member.pointsName);
  return (
    <s-admin-action heading={words('adjust.title')} loading={isSaving}>
      {left === null ? (
        <s-button slot="primary-action" variant="primary" onClick={() => void save()} disabled={isSaving}>
          {words('adjust.save')}
        </s-button>
      ) : null}
      <s-button slot="secondary-actions" onClick={onClose}>
        {words(left === null ? 'adjust.cancel' : 'adjust.close')}
      </s-button>
      {left === null ? (
        <s-stack gap="base">
          {faults.form ? <s-banner tone="critical">{faults.form}</s-banner> : null}
          <s-text>{words('adjust.balance', { points: say(member.points) })}</s-text>
          <s-select
            label={words('adjust.direction')}
            value={form.direction}
            onChange={(event) => change({ direction: event.currentTarget.value === 'take' ? 'take' : 'give' })}
          >
            <s-option value="give">{words('adjust.give')}</s-option>
            <s-option value="take">{words('adjust.take')}</s-option>
          </s-select>
          <s-text-field
            label={words('adjust.points')}
            value={form.points}
            error={faults.points ?? ''}
            details={limits.atOnce === null ? '' : words('adjust.limit', { max: words.number(limits.atOnce) })}
            onInput={(event) => change({ points: event.currentTarget.value })}
          />
          <s-text-field
            label={words('adjust.note')}
            value={form.note}
            error={faults.note ?? ''}
            details={words('adjust.noteHint')}
            onInput={(event) => change({ note: event.currentTarget.value })}
          />
        </s-stack>
      ) : (
        <s-banner tone="success">{words('adjust.done', { points: say(left) })}</s-banner>
      )}
    </s-admin-action>
  );
}
