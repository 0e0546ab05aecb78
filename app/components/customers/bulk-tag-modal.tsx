import { BlockStack, InlineStack, Modal, Tag, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '~/i18n/setting';
import { isTag, tagsOf } from './tag-words';

const SUGGESTIONS = 12;

export interface BulkTagRequest {
  kind: 'tag_customers' | 'untag_customers';
  /** Ids, or everybody whom the list's filter finds. */
  ids: string[] | 'all';
}
export interface BulkTagModalProps {
  request: BulkTagRequest;
  tags: string[];
  submitting: boolean;
  error: string | null;
  onSubmit: (tags: string[]) => void;
  onClose: () => void;
}

/** Asks which tags to add to, or remove from, the chosen customers. */
export function BulkTagModal({ request, tags, submitting, error, onSubmit, onClose }: BulkTagModalProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const words = tagsOf(text);
    const fault = words.length === 0 ? t('bulk.tagsMissing') : words.every(isTag) ? null : t('bulk.tagTooLong');
    setProblem(fault);
    if (!fault) onSubmit(words);
  };
  const chosen = new Set(tagsOf(text).map((tag) => tag.toLowerCase()));
  const suggestions = tags.filter((tag) => !chosen.has(tag.toLowerCase())).slice(0, SUGGESTIONS);
  const action = request.kind === 'tag_customers' ? t('bulk.addTags') : t('bulk.removeTags');
  return (
    <Modal
      open
      onClose={onClose}
      title={useTitle(request)}
      primaryAction={{ content: action, onAction: submit, loading: submitting, destructive: request.kind === 'untag_customers' }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <TextField
            label={t('bulk.tags')}
            value={text}
            onChange={setText}
            helpText={t('bulk.tagsHelp')}
            autoComplete="off"
            error={problem ?? error ?? false}
          />
          {suggestions.length ? (
            <BlockStack gap="150">
              <Text as="p" tone="subdued" variant="bodySm">
                {t('bulk.suggestions')}
              </Text>
              <InlineStack gap="150">
                {suggestions.map((tag) => (
                  <Tag key={tag} onClick={() => setText([...tagsOf(text), tag].join(', '))}>
                    {tag}
                  </Tag>
                ))}
              </InlineStack>
            </BlockStack>
          ) : null}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

function useTitle({ kind, ids }: BulkTagRequest): string {
  const { t } = useTranslation();
  const format = useFormat();
  if (ids === 'all') return kind === 'tag_customers' ? t('bulk.addAllTitle') : t('bulk.removeAllTitle');
  const values = { count: ids.length, n: format.number(ids.length) };
  return kind === 'tag_customers' ? t('bulk.addTitle', values) : t('bulk.removeTitle', values);
}
