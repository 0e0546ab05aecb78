import { BlockStack, Button, Card, InlineStack, Tag, Text, TextField } from '@shopify/polaris';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { SaveBarFor } from '../save-bar-for';
import { useOnChange } from '../use-on-change';
import { isTag, tagsOf } from './tag-words';

export interface TagsCardProps {
  tags: string[];
  saving: boolean;
  error: string | null;
  /** Of somebody who is no longer in the store, tags can only be looked at. */
  readOnly: boolean;
  onSave: (tags: string[]) => void;
}

/** Somebody's tags, to change together and save to the store at once. */
export function TagsCard({ tags, saving, error, readOnly, onSave }: TagsCardProps) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState(tags);
  const [text, setText] = useState('');
  const [invalid, setInvalid] = useState(false);
  const stored = tags.join('\n');
  useOnChange(stored, () => setEdited(tags));
  const dirty = edited.join('\n') !== stored;
  const add = () => {
    const words = tagsOf(text);
    const wrong = !words.every(isTag);
    setInvalid(wrong);
    if (wrong || words.length === 0) return;
    const known = new Set(edited.map((tag) => tag.toLowerCase()));
    setEdited([...edited, ...words.filter((word) => !known.has(word.toLowerCase()))]);
    setText('');
  };
  const discard = () => {
    setEdited(tags);
    setText('');
    setInvalid(false);
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t('customer.tags')}
        </Text>
        {readOnly ? null : (
          <div onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && !event.nativeEvent.isComposing && add()} role="presentation">
            <TextField
              label={t('customer.addTag')}
              labelHidden
              placeholder={t('customer.addTag')}
              value={text}
              onChange={setText}
              autoComplete="off"
              helpText={t('customer.tagsHelp')}
              error={invalid ? t('customer.tagInvalid') : (error ?? false)}
              connectedRight={
                <Button onClick={add} disabled={!text.trim()}>
                  {t('customer.addTag')}
                </Button>
              }
            />
          </div>
        )}
        <TagChips tags={edited} readOnly={readOnly} onRemove={(tag) => setEdited(edited.filter((other) => other !== tag))} />
      </BlockStack>
      {readOnly ? null : <SaveBarFor id="customer-tags" open={dirty} saving={saving} onSave={() => onSave(edited)} onDiscard={discard} />}
    </Card>
  );
}

function TagChips({ tags, readOnly, onRemove }: { tags: string[]; readOnly: boolean; onRemove: (tag: string) => void }) {
  const { t } = useTranslation();
  if (tags.length === 0) {
    return (
      <Text as="p" tone="subdued">
        {t('common.none')}
      </Text>
    );
  }
  return (
    <InlineStack gap="150">
      {tags.map((tag) => (
        <Tag key={tag} {...(!readOnly && { onRemove: () => onRemove(tag) })}>
          {tag}
        </Tag>
      ))}
    </InlineStack>
  );
}
