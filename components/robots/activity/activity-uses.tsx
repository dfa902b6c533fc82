import { useFormatter, useTranslations } from 'next-intl'
import { Time } from '../../ui/time'
import type { Activity, LastUse } from './activity'

/** The last use of each secret, and of a former one where the robot's own is later than theirs. */
export function ActivityUses({ activity }: { activity: Activity }) {
  const t = useTranslations('robots.activity')
  const format = useFormatter()
  const { last_use: latest, secrets } = activity
  const isOfFormer = latest !== null && !secrets.some(({ last_use }) => last_use && last_use.time >= latest.time)
  const shown = [latest, ...secrets.map(({ last_use }) => last_use)]
  const hasAddress = shown.some((use) => use?.address)
  return (
    <table className="table table-compact activity-table" aria-label={t('uses')}>
      <thead>
        <tr>
          <th scope="col">{t('secret')}</th>
          <th scope="col">{t('when')}</th>
          <th scope="col">{t('client')}</th>
          {hasAddress && <th scope="col">{t('address')}</th>}
        </tr>
      </thead>
      <tbody>
        {secrets.map(({ id, creation_time, last_use }) => (
          <tr key={id}>
            <td>{t('secretOf', { date: format.dateTime(new Date(creation_time), 'date') })}</td>
            <UseCells use={last_use} hasAddress={hasAddress} />
          </tr>
        ))}
        {isOfFormer && (
          <tr>
            <td>{t('formerSecret')}</td>
            <UseCells use={latest} hasAddress={hasAddress} />
          </tr>
        )}
      </tbody>
    </table>
  )
}

function UseCells({ use, hasAddress }: { use: LastUse | null; hasAddress: boolean }) {
  const [t, used] = [useTranslations('robots.activity'), useTranslations('robots.used')]
  return (
    <>
      <td>{use ? <Time value={use.time} /> : used('never')}</td>
      <td>{use ? (use.client ?? t('unknown')) : '–'}</td>
      {hasAddress && <td className="activity-address">{use?.address ?? '–'}</td>}
    </>
  )
}
