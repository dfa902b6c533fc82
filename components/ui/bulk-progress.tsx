import { useTranslations } from 'next-intl'

/** How far a change of many things has come. */
export function BulkProgress({ done, total }: { done: number; total: number }) {
  const t = useTranslations('common.bulk')
  return (
    <div className="bulk-progress">
      <progress value={done} max={total} aria-label={t('progress')} />
      <span role="status">{t('done', { done, total })}</span>
    </div>
  )
}
