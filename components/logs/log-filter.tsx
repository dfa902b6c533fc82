'use client'

import { useState, useTransition, type FormEvent } from 'react'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useHydrated } from '@/lib/client/use-hydrated'
import { auditOperations, type AuditOperation } from '@/lib/domain/audit/audit-operation'
import { useSearchable } from '../data-table/use-searchable'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { Select } from '../ui/select'
import { logFilterParams, logListParams, type LogFilterState } from './log-params'
import { operationName } from './operation-name'

type LogFilterProps = { filter: LogFilterState; operations: readonly AuditOperation[] }

/** Which events are shown. The URL keeps it: a choice works at once, typed text with Enter or the button. */
export function LogFilter({ filter, operations }: LogFilterProps) {
  const t = useTranslations('logs.filter')
  const nameOf = operationName(useTranslations('logs.operations'))
  const { fields, change, apply, clear, pending } = useFilterFields(filter)
  const isFiltered = Object.values(filter).some(Boolean)
  const input = (name: Exclude<FieldName, 'operation' | 'failed'>, type = 'text') => (
    <FilterInput label={t(name)} type={type} value={fields[name]} onChange={(value) => change(name, value)} />
  )

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    apply(fields)
  }

  return (
    <form className="log-filter" role="search" aria-label={t('title')} aria-busy={pending} onSubmit={submit}>
      <label>
        <span>{t('operation')}</span>
        <Select value={fields.operation} onChange={({ target }) => apply({ ...fields, operation: target.value })}>
          <option value="">{t('anyOperation')}</option>
          {operations.map((operation) => (
            <option key={operation} value={operation}>
              {nameOf(operation)}
            </option>
          ))}
        </Select>
      </label>
      {input('actor')}
      {input('resource')}
      {input('from', 'datetime-local')}
      {input('to', 'datetime-local')}
      {input('request')}
      <Checkbox
        id="only-failures"
        label={t('failed')}
        checked={fields.failed !== ''}
        onChange={({ target }) => apply({ ...fields, failed: target.checked ? 'true' : '' })}
      />
      <div className="log-filter-buttons">
        {/* Never out of use: Enter in a field presses it, also while an earlier change is still under way. */}
        <Button type="submit">{t('apply')}</Button>
        {isFiltered && (
          <Button kind="link" onClick={clear}>
            {t('clear')}
          </Button>
        )}
        {pending && <span className="spinner spinner-inline" aria-hidden />}
      </div>
    </form>
  )
}

type FilterInputProps = { label: string; type: string; value: string; onChange: (value: string) => void }

function FilterInput({ label, type, value, onChange }: FilterInputProps) {
  const hydrated = useHydrated()
  return (
    <label>
      <span>{label}</span>
      <input
        type={type}
        className="clr-input"
        readOnly={!hydrated}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        maxLength={300}
        max={type === 'text' ? undefined : '9999-12-31T23:59'}
        autoComplete="off"
        spellCheck={false}
      />
    </label>
  )
}

const fieldNames = ['operation', 'actor', 'resource', 'from', 'to', 'request', 'failed'] as const
type FieldName = (typeof fieldNames)[number]
type Fields = Record<FieldName, string>

const fieldsOf = (filter: LogFilterState): Fields => ({
  ...filter,
  operation: filter.operation ?? '',
  failed: filter.failed ? 'true' : '',
})
const noFields: Fields = { operation: '', actor: '', resource: '', from: '', to: '', request: '', failed: '' }

/**
 * What stands in the fields, and the filter of the URL. Back or a link bring another filter: its fields follow. The
 * answer to our own change brings what was sent, and must not take away what was typed since.
 */
function useFilterFields(filter: LogFilterState) {
  const [fields, setFields] = useState(() => fieldsOf(filter))
  const [expected, setExpected] = useState(fields)
  const [shown, setShown] = useState(filter)
  const { setFilter, pending } = useFilter()
  const searchable = useSearchable()
  const current = fieldsOf(filter)
  if (fieldNames.some((name) => current[name] !== fieldsOf(shown)[name])) {
    const moved = fieldNames.filter((name) => current[name] !== expected[name])
    setFields({ ...fields, ...Object.fromEntries(moved.map((name) => [name, current[name]])) })
    setExpected(current)
    setShown(filter)
  }

  function apply(typed: Fields) {
    const sent = Object.fromEntries(fieldNames.map((name) => [name, searchable(typed[name])])) as Fields
    setFields(sent)
    setExpected(sent)
    const operation = auditOperations.find((each) => each === sent.operation) ?? null
    void setFilter({ ...sent, operation, failed: sent.failed !== '' || null })
  }
  function clear() {
    setFields(noFields)
    setExpected(noFields)
    void setFilter(null)
  }
  const change = (name: FieldName, value: string) => setFields({ ...fields, [name]: value })
  return { fields, change, apply, clear, pending }
}

/** Changes the filter in the URL, back to the first page; `null` clears it. One robot's history stays until cleared. */
function useFilter() {
  const [pending, startTransition] = useTransition()
  const [, setState] = useQueryStates(
    { ...logFilterParams, page: logListParams.page },
    { shallow: false, startTransition, history: 'push', scroll: false },
  )
  type Change = (Fields | Record<FieldName, string | boolean | null>) | null
  const setFilter = (change: Change) =>
    setState((change && { ...change, page: null }) as Parameters<typeof setState>[0])
  return { setFilter, pending }
}
