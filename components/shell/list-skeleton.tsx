import { useTranslations } from 'next-intl'
import { SkeletonRows } from '../ui/skeleton-rows'
import { PageTitle } from './page-title'

type ListSkeletonProps = {
  /** Whose title stands above the list; none on the tabs of a project, which have its name. */
  title?: 'allRobots' | 'logs' | 'projects' | 'robots' | 'users'
  columns: number
}

/** What stands in a list's place while the server reads it. */
export function ListSkeleton({ title, columns }: ListSkeletonProps) {
  const t = useTranslations()
  return (
    <>
      {title && <PageTitle>{t(`${title}.title`)}</PageTitle>}
      <p className="clr-sr-only" role="status">
        {t('common.loading')}
      </p>
      <table className="table" aria-hidden>
        <tbody>
          <SkeletonRows rows={10} columns={columns} />
        </tbody>
      </table>
    </>
  )
}
