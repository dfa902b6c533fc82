'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { fetchJson } from '@/lib/client/fetch-json'
import { QueryProvider } from '@/lib/client/query-provider'
import { totalOf } from '@/lib/domain/registry/usage'
import { paths } from '@/lib/paths'
import { Alert } from '../../ui/alert'
import { Link } from '../../ui/link'
import { LoadFailed } from '../../ui/load-failed'
import { Spinner } from '../../ui/spinner'
import { ActivityChart } from './activity-chart'
import { ActivityRepositories } from './activity-repositories'
import { ActivityUses } from './activity-uses'
import type { Activity } from './activity'

type RobotActivityProps = {
  id: number
  /** Where the uses of each secret are told beside it. */
  withoutUses?: boolean
}

/** What a robot has been doing: its uses, day by day, and by repository. */
export function RobotActivity(props: RobotActivityProps) {
  return (
    <QueryProvider>
      <Loaded {...props} />
    </QueryProvider>
  )
}

function Loaded({ id, withoutUses }: RobotActivityProps) {
  const common = useTranslations('common')
  const { data, isError, refetch } = useQuery({
    queryKey: ['robot-activity', id],
    queryFn: ({ signal }) => fetchJson<Activity>(paths.api.robotActivity(id), { signal }),
  })
  if (data) return <Shown activity={data.data} withoutUses={withoutUses} />
  if (!isError) return <Spinner label={common('loading')} />
  return <LoadFailed onRetry={() => void refetch()} />
}

function Shown({ activity, withoutUses }: { activity: Activity; withoutUses?: boolean }) {
  const t = useTranslations('robots.activity')
  const { pulls, pushes, deletes } = totalOf(activity.days)
  const isQuiet = pulls + pushes + deletes === 0
  return (
    <div className="activity">
      {!withoutUses && (
        <section aria-labelledby="activity-uses">
          <h3 id="activity-uses">{t('uses')}</h3>
          <ActivityUses activity={activity} />
        </section>
      )}
      <section aria-labelledby="activity-days">
        <h3 id="activity-days">{t('chart')}</h3>
        {isQuiet ? <p className="activity-note">{t('quiet')}</p> : <ActivityChart days={activity.days} />}
      </section>
      <section aria-labelledby="activity-repositories">
        <h3 id="activity-repositories">{t('repositories')}</h3>
        <ActivityRepositories activity={activity} />
      </section>
      {!activity.takes_notifications && (
        <Alert small>
          {t.rich('notCounted', { link: (text) => <Link href={paths.manualPage('usage')}>{text}</Link> })}
        </Alert>
      )}
    </div>
  )
}
