import { BlockStack, Form, Modal, Text, TextField } from '@shopify/polaris';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldedName, VIEW_NAME_MAX, VIEWS_MAX, type ListView } from '~/domain/views/model';
import { useFormat } from '~/i18n/setting';
import type { SavedViews, ViewDialog } from './use-saved-views';

export interface ViewDialogsProps {
  saved: SavedViews;
  views: ListView[];
  /** The names of all tabs, also of those that are not saved. */
  names: string[];
}

/** What has to be asked before a view is named or deleted. */
export function ViewDialogs({ saved, views, names }: ViewDialogsProps) {
  const { dialog } = saved;
  if (!dialog) return null;
  if (dialog.kind === 'delete') return <DeleteModal saved={saved} name={dialog.name} id={dialog.id} />;
  const view = dialog.kind === 'rename' ? (views.find(({ id }) => id.toString() === dialog.id) ?? null) : null;
  return <NameModal key={dialog.kind} saved={saved} dialog={dialog} names={names} view={view} />;
}

interface NameModalProps {
  saved: SavedViews;
  dialog: Exclude<ViewDialog, { kind: 'delete' }> | { kind: 'rename' | 'delete'; name: string; id: string };
  names: string[];
  view: ListView | null;
}

function NameModal({ saved, dialog, names, view }: NameModalProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(dialog.name);
  const [refused, setRefused] = useState<string | null>(null);
  const problem = useProblem();
  const field = useRef<HTMLDivElement>(null);
  const submit = () => {
    const others = names.filter((other) => dialog.kind === 'create' || other !== dialog.name);
    const fault = problem.ofName(name, others);
    setRefused(fault);
    if (fault) return;
    if (dialog.kind === 'create') saved.create(name.trim());
    else saved.rename(dialog.id, name.trim());
  };
  const error = refused ?? (saved.error && !saved.busy ? problem.ofCode(saved.error) : null);
  return (
    <Modal
      open
      onClose={() => saved.ask(null)}
      onTransitionEnd={() => field.current?.querySelector('input')?.select()}
      title={dialog.kind === 'create' ? t('views.createTitle') : t('views.renameTitle')}
      primaryAction={{ content: t('common.save'), onAction: submit, loading: saved.busy }}
      secondaryActions={[{ content: t('common.cancel'), onAction: () => saved.ask(null) }]}
    >
      <Modal.Section>
        <Form onSubmit={submit}>
          <BlockStack gap="200">
            <div ref={field}>
              <TextField
                label={t('views.name')}
                value={name}
                onChange={(text) => {
                  setName(text);
                  setRefused(null);
                }}
                autoComplete="off"
                maxLength={VIEW_NAME_MAX}
                showCharacterCount
                {...(error && { error })}
              />
            </div>
            {view ? <MadeBy view={view} /> : null}
          </BlockStack>
        </Form>
      </Modal.Section>
    </Modal>
  );
}

function MadeBy({ view }: { view: ListView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Text as="p" tone="subdued" variant="bodySm">
      {t('views.madeBy', { who: t('privacy.staff', { id: view.createdBy }), day: format.date(view.createdAt) })}
    </Text>
  );
}

/** What is wrong with a name, in words. */
function useProblem() {
  const { t } = useTranslation();
  return {
    ofName: (name: string, others: string[]) => {
      if (!name.trim()) return t('views.nameMissing');
      return others.some((other) => foldedName(other) === foldedName(name)) ? t('views.nameTaken') : null;
    },
    ofCode: (code: string) => {
      if (code === 'conflict') return t('views.nameTaken');
      if (code === 'too_large') return t('views.tooMany', { max: VIEWS_MAX });
      return code === 'not_found' ? t('views.gone') : t('errors.invalidInput');
    },
  };
}

function DeleteModal({ saved, name, id }: { saved: SavedViews; name: string; id: string }) {
  const { t } = useTranslation();
  return (
    <Modal
      open
      onClose={() => saved.ask(null)}
      title={t('views.deleteTitle', { name })}
      primaryAction={{ content: t('views.delete'), onAction: () => saved.remove(id), loading: saved.busy, destructive: true }}
      secondaryActions={[{ content: t('common.cancel'), onAction: () => saved.ask(null) }]}
    >
      <Modal.Section>
        <Text as="p">{t('views.deleteText')}</Text>
      </Modal.Section>
    </Modal>
  );
}
