import { getTranslations } from 'next-intl/server'
import { SkeletonRows } from '@/components/ui/skeleton-rows'

export default async function LogsLoading() {
  const t = await getTranslations('common')
  return (
    <>
      <p className="clr-sr-only" role="status">
        {t('loading')}
      </p>
      <table className="table" aria-hidden>
        <tbody>
          <SkeletonRows rows={10} columns={4} />
        </tbody>
      </table>
    </>
  )
}
