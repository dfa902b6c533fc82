'use client'

import { useId, useState, useTransition } from 'react'
import { useRouter } from 'next/navigation'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { fetchJson } from '@/lib/client/fetch-json'
import { QueryProvider } from '@/lib/client/query-provider'
import { useSettled } from '@/lib/client/use-settled'
import type { PastedError } from '@/lib/domain/explain/pasted-error'
import { allRepositoryActions, type RepositoryAction } from '@/lib/domain/permissions/role'
import { fullName } from '@/lib/domain/robots/robot-name'
import { paths } from '@/lib/paths'
import { Button } from '../../ui/button'
import { SelectField } from '../../ui/select-field'
import { TextField } from '../../ui/text-field'
import type { ExplainState } from './explain-params'
import { PastedErrorBox } from './pasted-error-box'

type ExplainFormProps = { asked: ExplainState; prefix: string }
type Fields = { who: string; repository: string; action: RepositoryAction }

/** Who, which repository, what: the answer is the page of the address that this leads to. */
export function ExplainForm(props: ExplainFormProps) {
  return (
    <QueryProvider>
      <Question {...props} />
    </QueryProvider>
  )
}

function Question({ asked, prefix }: ExplainFormProps) {
  const t = useTranslations('explain')
  const router = useRouter()
  const list = useId()
  const [pending, startTransition] = useTransition()
  const [missing, setMissing] = useState<'who' | 'repository'>()
  const { who, repository, action, legacy } = asked
  const form = useForm<Fields>({ values: { who, repository, action } })
  const typed = form.watch('who')
  const names = useNames(typed)

  function ask({ who, repository, action }: Fields) {
    const question = { who: who.trim(), repository: repository.trim(), action }
    const empty = (['who', 'repository'] as const).find((name) => question[name] === '')
    setMissing(empty)
    if (empty) return form.setFocus(empty)
    // Of two of the same name the one that the question began with.
    const sameLegacy = (legacy && question.who === asked.who) || undefined
    startTransition(() => router.push(paths.explain({ ...question, legacy: sameLegacy })))
  }
  function fillIn({ who, repository, action }: PastedError) {
    for (const [name, value] of Object.entries({ who, repository, action })) {
      if (value !== null) form.setValue(name as keyof Fields, value, { shouldDirty: true })
    }
  }

  return (
    <div className="explain-question">
      <form
        className="clr-form clr-form-horizontal"
        aria-label={t('title')}
        aria-busy={pending}
        onSubmit={(event) => void form.handleSubmit(ask)(event)}
      >
        <TextField
          id="explain-who"
          label={t('fields.who')}
          required
          maxLength={300}
          list={list}
          hint={t('fields.whoHelp', { example: fullName(prefix, 'payments', 'ci') })}
          error={missing === 'who' ? t('incomplete') : undefined}
          // Else the server's page would come with empty fields.
          defaultValue={who}
          {...form.register('who')}
        />
        <datalist id={list}>
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <TextField
          id="explain-repository"
          label={t('fields.repository')}
          required
          maxLength={300}
          hint={t('fields.repositoryHelp')}
          error={missing === 'repository' ? t('incomplete') : undefined}
          defaultValue={repository}
          {...form.register('repository')}
        />
        <SelectField id="explain-action" label={t('fields.action')} defaultValue={action} {...form.register('action')}>
          {allRepositoryActions.map((each) => (
            <option key={each} value={each}>
              {t(`actions.${each}`)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" kind="primary" loading={pending}>
          {t('submit')}
        </Button>
      </form>
      <PastedErrorBox prefix={prefix} onRead={fillIn} />
    </div>
  )
}

/** Robots and users whose names hold what is typed, as far as they may be asked about. */
function useNames(typed: string): string[] {
  const search = useSettled(typed.trim(), 300)
  const { data } = useQuery({
    queryKey: ['names-to-explain', search],
    queryFn: ({ signal }) => fetchJson<{ names: string[] }>(paths.api.namesToExplain(search), { signal }),
    enabled: search.length >= 2 && search.length <= 300,
  })
  return data?.data.names ?? []
}
