import { BlockStack, Button, DropZone, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ProgrammeProblem } from '~/domain/loyalty/programme/model';
import { SectionCard } from '../form/section-card';
import { useFaultWords } from '../form/use-fault-words';

const BYTES_MAX = 1_000_000;

export interface ImportCardProps {
  problems: ProgrammeProblem[];
  busy: boolean;
  exporting: boolean;
  onFile: (text: string) => void;
  onExport: () => void;
}

/** The draft as a file: to keep, to edit elsewhere, to carry to another store. What is wrong with a file is named by its place. */
export function ImportCard({ problems, busy, exporting, onFile, onExport }: ImportCardProps) {
  const { t } = useTranslation();
  const faultWords = useFaultWords();
  const read = async (files: File[]) => {
    const [file] = files;
    if (file && file.size <= BYTES_MAX) onFile(await file.text());
  };
  return (
    <SectionCard title={t('loyaltyVersions.file')} text={t('loyaltyVersions.fileText')}>
      <InlineStack>
        <Button onClick={onExport} loading={exporting}>
          {t('loyaltyVersions.exportDraft')}
        </Button>
      </InlineStack>
      <DropZone
        accept="application/json,.json"
        type="file"
        allowMultiple={false}
        disabled={busy}
        label={t('loyaltyVersions.importLabel')}
        onDropAccepted={(files) => void read(files)}
      >
        <DropZone.FileUpload actionTitle={t('loyaltyVersions.import')} actionHint={t('loyaltyVersions.importHint')} />
      </DropZone>
      {problems.length > 0 ? (
        <BlockStack gap="200">
          <div role="alert">
            <Text as="p" tone="critical">
              {t('loyaltyVersions.importRefused')}
            </Text>
          </div>
          <table className="rg-table">
            <thead>
              <tr>
                <th scope="col">{t('loyaltyVersions.where')}</th>
                <th scope="col">{t('loyaltyVersions.what')}</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((problem) => (
                <tr key={`${problem.path.join('.')} ${problem.code}`}>
                  <td>
                    <code>{problem.path.join('.') || t('loyaltyVersions.wholeFile')}</code>
                  </td>
                  <td>{faultWords(problem)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </BlockStack>
      ) : null}
    </SectionCard>
  );
}
