import { getTranslations } from 'next-intl/server'
import { PageTitle } from '@/components/shell/page-title'
import { SkeletonRows } from '@/components/ui/skeleton-rows'

export default async function LogsLoading() {
  const [t, common] = [await getTranslations('logs'), await getTranslations('common')]
  return (
    <>
      <PageTitle>{t('title')}</PageTitle>
      <p className="clr-sr-only" role="status">
        {common('loading')}
      </p>
      <table className="table" aria-hidden>
        <tbody>
          <SkeletonRows rows={8} columns={7} />
        </tbody>
      </table>
    </>
  )
}
