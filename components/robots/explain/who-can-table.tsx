'use client'

import { useMemo, useState, useTransition } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { useForm } from 'react-hook-form'
import type { WhoCanList, WhoCanRow } from '@/lib/domain/explain/who-can'
import { allRepositoryActions } from '@/lib/domain/permissions/role'
import { paths } from '@/lib/paths'
import { Clamped } from '../../data-table/clamped'
import { columnHelper } from '../../data-table/columns'
import { DataTable } from '../../data-table/data-table'
import { Alert } from '../../ui/alert'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { buttonClass } from '../../ui/button-class'
import { Checkbox } from '../../ui/checkbox'
import { Icon } from '../../ui/icon'
import { Link } from '../../ui/link'
import { Name } from '../../ui/name'
import { SelectField } from '../../ui/select-field'
import { TextField } from '../../ui/text-field'
import { Time } from '../../ui/time'
import { whoCanListParams, whoCanParams, type WhoCanState } from './explain-params'
import { useHeldText } from './use-held-text'

/** `found` null: there is no such project, or its robots are not the reader's to manage. */
type WhoCanProps = { asked: WhoCanState; found: WhoCanList | null }

/** Everybody who may do something with a repository or in a project, and by what. */
export function WhoCan({ asked, found }: WhoCanProps) {
  const t = useTranslations('explain.whoCan')
  return (
    <>
      <WhoCanForm asked={asked} />
      {asked.of !== '' && !found && (
        <Alert kind="warning" role="status">
          {t('unknown')}
        </Alert>
      )}
      {found && <WhoCanTable asked={asked} found={found} />}
    </>
  )
}

function WhoCanForm({ asked: { of, action, live } }: { asked: WhoCanState }) {
  const [t, explain] = [useTranslations('explain.whoCan'), useTranslations('explain')]
  const common = useTranslations('common')
  const [pending, startTransition] = useTransition()
  const [isMissing, setMissing] = useState(false)
  const form = useForm({ values: { of, action: action ?? '', live } })
  const [, ask] = useQueryStates(
    { ...whoCanParams, page: whoCanListParams.page },
    { shallow: false, startTransition, history: 'push' },
  )

  function show(typed: { of: string; action: string; live: boolean }) {
    const target = typed.of.trim()
    setMissing(target === '')
    if (target === '') return form.setFocus('of')
    const wanted = allRepositoryActions.find((each) => each === typed.action) ?? null
    void ask({ of: target, action: wanted, live: typed.live, page: null })
  }

  return (
    <form
      className="clr-form clr-form-horizontal"
      role="search"
      aria-label={t('title')}
      aria-busy={pending}
      onSubmit={(event) => void form.handleSubmit(show)(event)}
    >
      <TextField
        id="who-can-of"
        label={t('target')}
        hint={t('targetHelp')}
        error={isMissing ? common('missing') : undefined}
        required
        // Else the server's page would come with empty fields.
        defaultValue={of}
        {...form.register('of')}
      />
      <SelectField
        id="who-can-action"
        label={explain('fields.action')}
        defaultValue={action ?? ''}
        {...form.register('action')}
      >
        <option value="">{t('any')}</option>
        {allRepositoryActions.map((each) => (
          <option key={each} value={each}>
            {explain(`actions.${each}`)}
          </option>
        ))}
      </SelectField>
      <Checkbox id="who-can-live" label={t('live')} defaultChecked={live} {...form.register('live')} />
      <Button type="submit" kind="primary" loading={pending}>
        {t('show')}
      </Button>
    </form>
  )
}

function WhoCanTable({ asked, found }: { asked: WhoCanState; found: WhoCanList }) {
  const [t, format] = [useTranslations('explain.whoCan'), useFormatter()]
  const columns = useWhoCanColumns(asked.of.split('/')[0]!)
  const { of, action, live } = asked
  return (
    <>
      {!found.isWhole && <Alert kind="warning">{t('atLeast', { count: format.number(found.looked) })}</Alert>}
      <DataTable
        label={t('table')}
        params={whoCanListParams}
        list={asked}
        rows={found.rows}
        total={found.total}
        columns={columns}
        rowId={({ kind, id }) => `${kind} ${id}`}
        empty={t('none')}
        toolbar={() => (
          // A download and no page: the browser itself must fetch it.
          <a
            className={buttonClass()}
            href={paths.whoCanExport({ of, action: action ?? undefined, live: live || undefined })}
            download
          >
            <Icon name="download" /> {t('export')}
          </a>
        )}
      />
    </>
  )
}

const column = columnHelper<WhoCanRow>()

function useWhoCanColumns(project: string) {
  const [t, actions] = [useTranslations('explain.whoCan'), useTranslations('explain.actions')]
  const format = useFormatter()
  return useMemo(
    () => [
      column.accessor('name', {
        header: t('columns.name'),
        meta: { room: 40 },
        cell: ({ row: { original } }) => <WhoCell row={original} />,
      }),
      column.accessor('actions', {
        header: t('columns.actions'),
        cell: ({ getValue }) => format.list(getValue().map((each) => actions(each))),
      }),
      column.accessor('through', {
        header: t('columns.through'),
        meta: { room: 60 },
        cell: ({ row: { original } }) => <Through row={original} project={project} />,
      }),
      column.accessor('lastUse', {
        header: t('columns.used'),
        cell: ({ row: { original } }) => <LastUsedHere row={original} />,
      }),
    ],
    [t, actions, format, project],
  )
}

function WhoCell({ row: { kind, name, link, live } }: { row: WhoCanRow }) {
  const t = useTranslations('explain.whoCan')
  const text = kind === 'everyone' ? t('everyone') : name
  return (
    <Clamped label={text} after={!live && <Badge kind="warning">{t('notLive')}</Badge>}>
      {link ? (
        <Link href={paths.robot(link)}>
          <Name>{text}</Name>
        </Link>
      ) : (
        <Name>{text}</Name>
      )}
    </Clamped>
  )
}

function Through({ row: { kind, role, through }, project }: { row: WhoCanRow; project: string }) {
  const [reasons, roles] = [useTranslations('explain.reasons'), useTranslations('roles')]
  const heldText = useHeldText(project)
  const text = kind === 'everyone' ? reasons('public') : role === null ? heldText(through) : roles(role)
  return <Clamped label={text}>{text}</Clamped>
}

function LastUsedHere({ row: { lastUse } }: { row: WhoCanRow }) {
  const t = useTranslations('explain.whoCan')
  if (!lastUse) return '–'
  return (
    <>
      <Time value={lastUse.at} /> ({t(lastUse.here ? 'here' : 'anywhere')})
    </>
  )
}
