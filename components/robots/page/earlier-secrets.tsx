'use client'

import { useTranslations } from 'next-intl'
import type { SecretRow } from '@/lib/domain/secrets/robot-secret'
import { Time } from '../../ui/time'

/** Those that have ended, folded away. */
export function EarlierSecrets({ secrets }: { secrets: SecretRow[] }) {
  const [t, robots] = [useTranslations('rotation.earlier'), useTranslations('robots')]
  if (secrets.length === 0) return null
  return (
    <details className="earlier-secrets">
      <summary>{t('title', { count: secrets.length })}</summary>
      <div className="earlier-secrets-table">
        <table className="table table-compact activity-table" aria-label={t('title', { count: secrets.length })}>
          <thead>
            <tr>
              <th scope="col">{t('made')}</th>
              <th scope="col">{robots('columns.used')}</th>
              <th scope="col">{t('ended')}</th>
              <th scope="col">{t('how')}</th>
            </tr>
          </thead>
          <tbody>
            {secrets.map(({ id, madeAt, madeBy, lastUse, endedAt, endedHow }) => (
              <tr key={id}>
                <td>
                  <Time value={madeAt} />
                  {madeBy !== null && ` · ${madeBy}`}
                </td>
                <td>{lastUse ? <Time value={lastUse.at * 1000} /> : robots('used.never')}</td>
                <td>{endedAt ? <Time value={endedAt} /> : '–'}</td>
                <td>{endedHow ? t(endedHow) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
