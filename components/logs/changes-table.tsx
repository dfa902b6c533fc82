'use client'

import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import { listDifference, type AuditChange, type AuditValue } from '@/lib/domain/audit-row'
import { expiryDate } from '@/lib/domain/expiry'

/** Field by field: what it was and what it became. */
export function ChangesTable({ changes }: { changes: AuditChange[] }) {
  const t = useTranslations('logs.changes')
  const before = changes.some((change) => change.before !== undefined)
  const after = changes.some((change) => change.after !== undefined)
  return (
    <table className="table table-noborder log-changes" aria-label={t('title')}>
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          {before && <th scope="col">{t('before')}</th>}
          {after && <th scope="col">{before ? t('after') : t('value')}</th>}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.field}>
            <th scope="row">
              <FieldName field={change.field} />
            </th>
            {before && (
              <td>
                {isListChange(change) ? <Removed change={change} /> : <Value {...change} value={change.before} />}
              </td>
            )}
            {after && (
              <td>{isListChange(change) ? <Added change={change} /> : <Value {...change} value={change.after} />}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type ListChange = AuditChange & { before: string[]; after: string[] }

const isListChange = (change: AuditChange): change is ListChange =>
  Array.isArray(change.before) && Array.isArray(change.after)

/** Of two lists only the difference: seventy equal permissions would hide the one that matters. */
function Removed({ change }: { change: ListChange }) {
  const t = useTranslations('logs.changes')
  const { removed, kept } = listDifference(change.before, change.after)
  return (
    <ul className="log-list">
      {removed.map((each) => (
        <li key={each}>
          <del>{each}</del>
        </li>
      ))}
      {kept.length > 0 && <li className="log-kept">{t('kept', { count: kept.length })}</li>}
    </ul>
  )
}

function Added({ change }: { change: ListChange }) {
  const t = useTranslations('logs.changes')
  const { added, kept } = listDifference(change.before, change.after)
  return (
    <ul className="log-list">
      {added.map((each) => (
        <li key={each}>
          <ins>{each}</ins>
        </li>
      ))}
      {kept.length > 0 && <li className="log-kept">{t('kept', { count: kept.length })}</li>}
    </ul>
  )
}

function FieldName({ field }: { field: string }) {
  const t = useTranslations('logs.fields')
  const key = field as Parameters<typeof t>[0]
  return t.has(key) ? t(key) : field
}

function Value({ field, value }: { field: string; value: AuditValue | undefined }): ReactNode {
  const [t, format] = [useTranslations('logs.changes'), useFormatter()]
  if (value === undefined || value === '') return '–'
  if (field === 'expiresAt' || field === 'durationDays') {
    if (value === null || value === -1) return t('never')
    const date = field === 'expiresAt' ? expiryDate(Number(value)) : null
    return date ? format.dateTime(date, 'short') : format.number(Number(value))
  }
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (!Array.isArray(value)) return String(value)
  return (
    <ul className="log-list">
      {value.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  )
}
