import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { asRecordWriter } from '~/db/record-lock.server';
import { together } from '~/db/together';
import { shopKeys } from '~/db/vault/shop-keys.store.server';
import type { ApplyCount, ApplyOptions } from '../shared/newest';
import { newerConsent } from './consent';
import { storeContacts } from './contact-vault.store.server';
import { claimOrdersOf } from './guest-orders.store.server';
import {
  consentEvents,
  emailConsentOf,
  eventRow,
  isGone,
  isSameRow,
  partsOfMerges,
  readKnown,
  smsConsentOf,
  withEmailConsent,
  withSmsConsent,
  writeKnown,
  type KnownCustomer,
} from './known-customer.store.server';
import type { CustomerContact, CustomerSnapshot } from './model';
import { newestCustomers, type PreparedCustomer, type PreparedCustomers } from './prepare-customers.store.server';
import { recomputeSums, recordEvents } from './references.store.server';
import { settlePersons } from './settle-persons.store.server';
import { replaceTags } from './tags.store.server';

interface Change extends PreparedCustomer {
  known: KnownCustomer | undefined;
  row: KnownCustomer;
  /** What is told of the person is not what is stored. */
  differs: boolean;
}

/**
 * Stores customers; the newest version wins field by field carried, consent by its own clock, tags by theirs. Who has been
 * deleted, redacted or merged away by the store does not come back; whom somebody merged here is kept up to date as a part of the survivor. In the caller's transaction, or in one of its own.
 */
export async function applyCustomers(
  shopId: bigint,
  snapshots: readonly CustomerSnapshot[],
  connection?: PoolClient,
  options: ApplyOptions = {},
): Promise<ApplyCount> {
  if (snapshots.length === 0) return { applied: 0, stale: 0 };
  return storeCustomers(shopId, await newestCustomers(shopId, snapshots), connection, options);
}

/** {@link applyCustomers} of what has been prepared before. */
export async function storeCustomers(
  shopId: bigint,
  { told, customers }: PreparedCustomers,
  connection?: PoolClient,
  options: ApplyOptions = {},
): Promise<ApplyCount> {
  if (customers.length === 0) return { applied: 0, stale: 0 };
  const keys = await shopKeys(shopId);
  return asRecordWriter(shopId, connection, async (client) => {
    const known = await readKnown(
      client,
      shopId,
      customers.map(({ snapshot }) => snapshot.id),
    );
    const changes = customers
      .filter(
        ({ snapshot }) =>
          !isGone(known.get(snapshot.id)) &&
          (isStub(known.get(snapshot.id)) || snapshot.versionAt >= (known.get(snapshot.id)?.version_at ?? snapshot.versionAt)),
      )
      .map((prepared) => changeOf(prepared, known.get(prepared.snapshot.id)));
    const people = peopleOf(changes);
    await together([
      writeKnown(
        client,
        shopId,
        changes.flatMap(({ row, known: before }) => (before && isSameRow(before, row) ? [] : [row])),
      ),
      storeContacts(client, shopId, keys, people, changes[0]?.row.version_at ?? new Date(0)),
      replaceTags(
        client,
        shopId,
        changes.flatMap(({ snapshot, known: before }) =>
          snapshot.tags && tagsCount(snapshot, before)
            ? [{ customerId: snapshot.id, tags: snapshot.tags, at: snapshot.versionAt, known: !isStub(before) && (before?.tags_at ?? null) !== null }]
            : [],
        ),
      ),
      recordEvents(client, shopId, changes.flatMap(eventsOf)),
      recomputeSums(
        client,
        shopId,
        changes.filter(({ known: before }) => !before).map(({ snapshot }) => snapshot.id),
      ),
    ]);
    const proofs = changes.filter(provesMore);
    if (proofs[0])
      await claimOrdersOf(
        client,
        shopId,
        proofs.map(({ row }) => row),
        proofs[0].row.version_at,
        new Map(people.map(({ id, contact }) => [id, contact])),
      );
    await settlePersons(client, shopId, partsOfMerges(changes.map(({ row }) => row)));
    if (!options.authoritative) await askAboutTies(client, shopId, changes);
    const applied = changes.filter(({ differs }) => differs).length;
    return { applied, stale: told - applied };
  });
}

const isStub = (known: KnownCustomer | undefined) => known?.status === 'stub';

const EMPTY = {
  status: 'active',
  state: null,
  locale: null,
  verified_email: false,
  tax_exempt: false,
  country_code: null,
  email_consent: null,
  email_opt_in: null,
  email_consent_at: null,
  sms_consent: null,
  sms_opt_in: null,
  sms_consent_at: null,
  store_orders_count: null,
  store_spent: null,
  store_figures_at: null,
  tags_at: null,
  fingerprint: null,
  merged_by: null,
  survivor: false,
};

function changeOf(prepared: PreparedCustomer, known: KnownCustomer | undefined): Change {
  const { snapshot } = prepared;
  const before = known ?? { ...EMPTY, id: snapshot.id, occurred_at: snapshot.occurredAt, version_at: snapshot.versionAt };
  const fingerprint = prepared.fingerprint ?? before.fingerprint;
  const carriesFigures = snapshot.storeOrdersCount !== undefined && (before.store_figures_at === null || snapshot.versionAt >= before.store_figures_at);
  let row: KnownCustomer = {
    ...before,
    status: before.status === 'merged' ? 'merged' : 'active',
    fingerprint,
    occurred_at: snapshot.occurredAt,
    version_at: snapshot.versionAt,
    state: carried(snapshot.state, before.state),
    locale: carried(snapshot.locale, before.locale),
    verified_email: snapshot.verifiedEmail ?? before.verified_email,
    tax_exempt: snapshot.taxExempt ?? before.tax_exempt,
    country_code: snapshot.contact ? countryOf(snapshot.contact) : before.country_code,
    ...(snapshot.tags && tagsCount(snapshot, known) && { tags_at: later(before.tags_at, snapshot.versionAt) }),
    ...(carriesFigures && {
      store_orders_count: snapshot.storeOrdersCount ?? null,
      store_spent: snapshot.storeSpent ?? null,
      store_figures_at: snapshot.versionAt,
    }),
  };
  const email = newerConsent(emailConsentOf(row), snapshot.emailConsent);
  if (email) row = withEmailConsent(row, email);
  const sms = newerConsent(smsConsentOf(row), snapshot.smsConsent);
  if (sms) row = withSmsConsent(row, sms);
  return { ...prepared, known, row, differs: !known || isStub(known) || fingerprint !== known.fingerprint || snapshot.versionAt > known.version_at };
}

const carried = <T>(value: T | undefined, before: T): T => (value === undefined ? before : value);
const later = (one: Date | null, other: Date): Date => (one !== null && one > other ? one : other);
const countryOf = (contact: CustomerContact): string | null =>
  (contact.addresses.find((address) => address.isDefault) ?? contact.addresses[0])?.countryCode ?? null;

/** Tags of the same second as the last change we know of: the snapshot, read later, is as good as it. */
function tagsCount(snapshot: CustomerSnapshot, known: KnownCustomer | undefined): boolean {
  return !known?.tags_at || snapshot.versionAt.getTime() >= Math.floor(known.tags_at.getTime() / 1000) * 1000;
}

/** Something may have been verified that was not before. */
const provesMore = ({ known, row, differs }: Change): boolean =>
  differs && (known?.fingerprint !== row.fingerprint || known.sms_opt_in !== row.sms_opt_in || known.sms_consent !== row.sms_consent);

const peopleOf = (changes: Change[]) =>
  changes.flatMap(({ snapshot: { id, contact }, tokens, known, row }) =>
    contact && (!known || known.fingerprint !== row.fingerprint) ? [{ id, contact, tokens }] : [],
  );

function eventsOf({ snapshot, known, row }: Change) {
  const email = known && emailConsentOf(known).at?.getTime() === row.email_consent_at?.getTime() ? null : emailConsentOf(row);
  const sms = known && smsConsentOf(known).at?.getTime() === row.sms_consent_at?.getTime() ? null : smsConsentOf(row);
  const isTold = known && !isStub(known) && known.occurred_at.getTime() === row.occurred_at.getTime();
  return [
    ...(isTold ? [] : [eventRow(snapshot.id, 'joined', 'customer', snapshot.occurredAt)]),
    ...consentEvents(snapshot.id, 'email', email),
    ...consentEvents(snapshot.id, 'sms', sms),
  ];
}

/** Versions are whole seconds. Where two states share one, the store is asked which is the last. */
async function askAboutTies(client: PoolClient, shopId: bigint, changes: Change[]) {
  const ties = changes.filter(
    ({ known, row, snapshot }) =>
      known && !isStub(known) && known.fingerprint !== row.fingerprint && known.version_at.getTime() === snapshot.versionAt.getTime(),
  );
  if (ties[0])
    await appendEvents(
      client,
      shopId,
      ties.map(({ snapshot }) => ({ type: 'customer.reread_requested', payload: { customerId: snapshot.id.toString() } })),
      ties[0].snapshot.versionAt,
    );
}
