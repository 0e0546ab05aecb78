import { useTranslation } from 'react-i18next';

/** Seconds in the largest unit that fits, rounded up, as people say it. */
export function useDuration(): (seconds: number) => string {
  const { t } = useTranslation();
  return (seconds) => {
    if (seconds < 60) return t('duration.seconds', { count: Math.max(1, Math.ceil(seconds)) });
    if (seconds < 5400) return t('duration.minutes', { count: Math.ceil(seconds / 60) });
    return t('duration.hours', { count: Math.ceil(seconds / 3600) });
  };
}
