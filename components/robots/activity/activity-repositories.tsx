import { useFormatter, useTranslations } from 'next-intl'
import { Time } from '../../ui/time'
import type { Activity } from './activity'

/** What a robot touched, latest first. */
export function ActivityRepositories({ activity }: { activity: Activity }) {
  const t = useTranslations('robots.activity')
  const format = useFormatter()
  const { repositories, repository_count: total } = activity
  if (repositories.length === 0) return <p className="activity-note">{t('noRepositories')}</p>
  return (
    <>
      <div className="matrix-scroller" role="group" tabIndex={0}>
        <table className="table table-compact activity-table activity-repositories" aria-label={t('repositories')}>
          <thead>
            <tr>
              <th scope="col">{t('repository')}</th>
              <th scope="col">{t('pulls')}</th>
              <th scope="col">{t('pushes')}</th>
              <th scope="col">{t('deletes')}</th>
              <th scope="col">{t('last')}</th>
            </tr>
          </thead>
          <tbody>
            {repositories.map(({ name, pulls, pushes, deletes, last_time }) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{format.number(pulls)}</td>
                <td>{format.number(pushes)}</td>
                <td>{format.number(deletes)}</td>
                <td>
                  <Time value={last_time} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > repositories.length && (
        <p className="activity-note">{t('moreRepositories', { shown: repositories.length, total })}</p>
      )}
    </>
  )
}
