import type { TabProps } from '@shopify/polaris';
import { ArrowLeftIcon, ArrowRightIcon, DeleteIcon, DuplicateIcon, SaveIcon } from '@shopify/polaris-icons';
import { useTranslation } from 'react-i18next';
import { VIEW_NAME_MAX, type ListView } from '~/domain/views/model';
import type { SavedViews } from './use-saved-views';

/** A ready-made choice of filters, shown as a tab. */
export interface View {
  id: string;
  label: string;
  params: Record<string, string>;
}

/** A saved view's name; one that named somebody who has been erased is called by its number. */
function useViewName() {
  const { t } = useTranslation();
  return (view: ListView) => view.name || t('views.nameless', { id: view.id.toString() });
}

/** The views of a list as tabs: first those that every shop has, then its own, which can be changed. */
export function useViewTabs(ready: View[], views: ListView[], saved: SavedViews): TabProps[] {
  const { t } = useTranslation();
  const nameOf = useViewName();
  const fixed = ready.map((view): TabProps => ({ id: view.id, content: view.label, isLocked: true }));
  const own = views.map((view, index): TabProps => {
    const content = nameOf(view);
    const id = view.id.toString();
    const isActive = saved.active?.id === view.id;
    return {
      id: `view-${id}`,
      content,
      ...(isActive && saved.changed && { badge: t('views.changed') }),
      actions: [
        ...(isActive && saved.changed ? [{ type: 'edit' as const, icon: SaveIcon, content: t('views.save'), onAction: () => saved.save(view) }] : []),
        { type: 'edit', content: t('views.rename'), onAction: () => saved.ask({ kind: 'rename', name: content, id }) },
        {
          type: 'edit',
          icon: DuplicateIcon,
          content: t('views.duplicate'),
          onAction: () =>
            saved.ask({
              kind: 'create',
              quiet: false,
              name: t('views.copyOf', { name: content }).slice(0, VIEW_NAME_MAX),
              view: { params: view.params, columns: view.columns },
            }),
        },
        { type: 'edit', icon: ArrowLeftIcon, content: t('views.forward'), disabled: index === 0, onAction: () => saved.move(view, 'forward') },
        { type: 'edit', icon: ArrowRightIcon, content: t('views.back'), disabled: index === views.length - 1, onAction: () => saved.move(view, 'back') },
        { type: 'edit', icon: DeleteIcon, content: t('views.delete'), destructive: true, onAction: () => saved.ask({ kind: 'delete', name: content, id }) },
      ],
    };
  });
  return [...fixed, ...own];
}
