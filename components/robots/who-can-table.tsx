'use client'

import { useMemo, useTransition, type FormEvent } from 'react'
import { useFormatter, useTranslations } from 'next-intl'
import { useQueryStates } from 'nuqs'
import { allRepositoryActions } from '@/lib/domain/role'
import type { WhoCanList, WhoCanRow } from '@/lib/domain/who-can'
import { paths } from '@/lib/paths'
import { Clamped } from '../data-table/clamped'
import { columnHelper } from '../data-table/columns'
import { DataTable } from '../data-table/data-table'
import { Alert } from '../ui/alert'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { buttonClass } from '../ui/button-class'
import { Checkbox } from '../ui/checkbox'
import { Icon } from '../ui/icon'
import { Link } from '../ui/link'
import { SelectField } from '../ui/select-field'
import { TextField } from '../ui/text-field'
import { Time } from '../ui/time'
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

function WhoCanForm({ asked }: { asked: WhoCanState }) {
  const [t, explain] = [useTranslations('explain.whoCan'), useTranslations('explain')]
  const [pending, startTransition] = useTransition()
  const [, ask] = useQueryStates(
    { ...whoCanParams, page: whoCanListParams.page },
    { shallow: false, startTransition, history: 'push' },
  )

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const action = allRepositoryActions.find((each) => each === fields.get('action')) ?? null
    void ask({ of: String(fields.get('of')).trim(), action, live: fields.has('live'), page: null })
  }

  return (
    <form
      className="clr-form clr-form-horizontal"
      key={JSON.stringify(asked)}
      role="search"
      aria-label={t('title')}
      aria-busy={pending}
      onSubmit={submit}
    >
      <TextField
        id="who-can-of"
        name="of"
        label={t('target')}
        defaultValue={asked.of}
        hint={t('targetHelp')}
        required
      />
      <SelectField id="who-can-action" name="action" label={explain('fields.action')} defaultValue={asked.action ?? ''}>
        <option value="">{t('any')}</option>
        {allRepositoryActions.map((each) => (
          <option key={each} value={each}>
            {explain(`actions.${each}`)}
          </option>
        ))}
      </SelectField>
      <Checkbox id="who-can-live" name="live" label={t('live')} defaultChecked={asked.live} />
      <Button type="submit" kind="primary">
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
  return useMemo(
    () => [
      column.accessor('name', {
        header: t('columns.name'),
        meta: { room: 40 },
        cell: ({ row: { original } }) => <Name row={original} />,
      }),
      column.accessor('actions', {
        header: t('columns.actions'),
        cell: ({ getValue }) =>
          getValue()
            .map((each) => actions(each))
            .join(', '),
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
    [t, actions, project],
  )
}

function Name({ row: { kind, name, link, live } }: { row: WhoCanRow }) {
  const t = useTranslations('explain.whoCan')
  const text = kind === 'everyone' ? t('everyone') : name
  return (
    <Clamped label={text} after={!live && <Badge kind="warning">{t('notLive')}</Badge>}>
      {link ? <Link href={paths.robot(link)}>{text}</Link> : text}
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
