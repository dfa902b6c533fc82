'use client'

import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import type { AuditList, AuditValue } from '@/lib/domain/audit/audit-fields'
import type { AuditChange } from '@/lib/domain/audit/audit-row'
import { expiryDate } from '@/lib/domain/robots/expiry'

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
                <SideOf change={change} side="before" />
              </td>
            )}
            {after && (
              <td>
                <SideOf change={change} side="after" />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Side = 'before' | 'after'

/** Of two lists an event has only the difference: seventy equal permissions would hide the one that matters. */
function SideOf({ change, side }: { change: AuditChange; side: Side }) {
  const value = change[side]
  if (!isList(value)) return <Value field={change.field} value={value} />
  const difference = isList(change.before) && isList(change.after)
  return <List list={Array.isArray(value) ? { items: value } : value} mark={difference ? marks[side] : undefined} />
}

const marks = { before: 'del', after: 'ins' } as const

const isList = (value: AuditValue | undefined): value is string[] | AuditList =>
  typeof value === 'object' && value !== null

function List({ list, mark: Mark }: { list: AuditList; mark?: 'del' | 'ins' }) {
  const t = useTranslations('logs.changes')
  const { items, more = 0, kept = 0 } = list
  if (items.length + more + kept === 0) return '–'
  return (
    <ul className="log-list">
      {items.map((each) => (
        <li key={each}>
          <bdi>{Mark ? <Mark>{each}</Mark> : each}</bdi>
        </li>
      ))}
      {more > 0 && <li className="log-kept">{t('more', { count: more })}</li>}
      {kept > 0 && <li className="log-kept">{t('kept', { count: kept })}</li>}
    </ul>
  )
}

function FieldName({ field }: { field: string }) {
  const t = useTranslations('logs.fields')
  const key = field as Parameters<typeof t>[0]
  return t.has(key) ? t(key) : field
}

type Plain = Exclude<AuditValue, string[] | AuditList>

function Value({ field, value }: { field: string; value: Plain | undefined }): ReactNode {
  const [t, format] = [useTranslations('logs.changes'), useFormatter()]
  if (value === undefined || value === '') return '–'
  if (field === 'expiresAt' || field === 'durationDays') {
    if (value === null || value === -1) return t('never')
    const date = field === 'expiresAt' ? expiryDate(Number(value)) : null
    return date ? format.dateTime(date, 'short') : format.number(Number(value))
  }
  if (field === 'retiresAt' && !Number.isNaN(Date.parse(String(value)))) {
    return format.dateTime(new Date(String(value)), 'short')
  }
  const ofOldSecret = `oldSecret.${value}` as Parameters<typeof t.has>[0]
  if (field === 'oldSecret' && t.has(ofOldSecret)) return t(ofOldSecret as Parameters<typeof t>[0])
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  return <bdi>{String(value)}</bdi>
}
