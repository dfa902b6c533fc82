'use client'

import { useTransition, type FormEvent } from 'react'
import { useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { auditOperations } from '@/lib/domain/audit-operation'
import { Button } from '../ui/button'
import { Select } from '../ui/select'
import { logFilterParams, logListParams, type LogFilterState } from './log-params'
import { operationName } from './operation-name'

type LogFilterProps = { filter: LogFilterState; operations: readonly (typeof auditOperations)[number][] }

/** Which events are shown. The URL keeps it: a choice works at once, typed text with Enter or the button. */
export function LogFilter({ filter, operations }: LogFilterProps) {
  const t = useTranslations('logs.filter')
  const nameOf = operationName(useTranslations('logs.operations'))
  const { setFilter, pending } = useFilter()
  const isFiltered = Object.values(filter).some(Boolean)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const text = (name: string) => String(typed.get(name) ?? '').trim() || null
    setFilter({
      operation: auditOperations.find((each) => each === text('operation')) ?? null,
      actor: text('actor'),
      resource: text('resource'),
      from: text('from'),
      to: text('to'),
    })
  }

  return (
    // Back, a link or "Clear" bring another filter: the fields begin anew with it.
    <form key={JSON.stringify(filter)} className="log-filter" role="search" aria-label={t('title')} onSubmit={submit}>
      {/* The fields begin anew with the answer: what is typed before it comes would be lost. */}
      <fieldset className="contents" disabled={pending}>
        <label>
          <span>{t('operation')}</span>
          <Select
            name="operation"
            defaultValue={filter.operation ?? ''}
            onChange={(event) => event.currentTarget.form?.requestSubmit()}
          >
            <option value="">{t('anyOperation')}</option>
            {operations.map((operation) => (
              <option key={operation} value={operation}>
                {nameOf(operation)}
              </option>
            ))}
          </Select>
        </label>
        <FilterInput name="actor" label={t('actor')} value={filter.actor} />
        <FilterInput name="resource" label={t('resource')} value={filter.resource} />
        <FilterInput name="from" label={t('from')} value={filter.from} type="datetime-local" />
        <FilterInput name="to" label={t('to')} value={filter.to} type="datetime-local" />
        <div className="log-filter-buttons">
          <Button type="submit" loading={pending}>
            {t('apply')}
          </Button>
          {isFiltered && (
            <Button kind="link" onClick={() => setFilter(null)}>
              {t('clear')}
            </Button>
          )}
        </div>
      </fieldset>
    </form>
  )
}

type FilterInputProps = { name: string; label: string; value: string; type?: string }

function FilterInput({ name, label, value, type = 'text' }: FilterInputProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        name={name}
        type={type}
        className="clr-input"
        defaultValue={value}
        maxLength={300}
        max={type === 'text' ? undefined : '9999-12-31T23:59'}
        autoComplete="off"
        spellCheck={false}
      />
    </label>
  )
}

/** Changes the filter in the URL, back to the first page; `null` clears it. One robot's history stays until cleared. */
function useFilter() {
  const [pending, startTransition] = useTransition()
  const [, setState] = useQueryStates(
    { ...logFilterParams, page: logListParams.page },
    { shallow: false, startTransition, history: 'push', scroll: false },
  )
  type Change = Partial<Record<keyof LogFilterState, string | number | null>> | null
  const setFilter = (change: Change) =>
    setState((change && { ...change, page: null }) as Parameters<typeof setState>[0])
  return { setFilter, pending }
}
