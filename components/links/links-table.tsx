'use client'

import { useMemo, useState } from 'react'
import { useTranslations } from 'next-intl'
import { withdrawLinkAction } from '@/lib/actions/links'
import type { LinkRow } from '@/lib/domain/links/link-row'
import { Clamped } from '../data-table/clamped'
import { columnHelper } from '../data-table/columns'
import { DataTable } from '../data-table/data-table'
import type { ListState } from '../data-table/list-params'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { ConfirmAction } from '../ui/confirm-action'
import { EmptyState } from '../ui/empty-state'
import { Name } from '../ui/name'
import { Time } from '../ui/time'
import { linkListParams } from './link-list-params'

type LinksTableProps = { rows: LinkRow[]; total: number; list: ListState<'made'> }

/** The one-time links that somebody has made, and what has become of them. */
export function LinksTable({ rows, total, list }: LinksTableProps) {
  const t = useTranslations('links.list')
  const [asked, setAsked] = useState<LinkRow>()
  const columns = useMemo(() => linkColumns(t, setAsked), [t])
  return (
    <>
      <DataTable
        label={t('title')}
        params={linkListParams}
        list={list}
        rows={rows}
        total={total}
        columns={columns}
        rowId={(link) => String(link.id)}
        empty={<EmptyState icon="link">{t('empty')}</EmptyState>}
      />
      {asked && (
        <ConfirmAction
          action={withdrawLinkAction}
          input={{ id: asked.id }}
          event={t('withdrawTitle')}
          name={asked.robotName}
          title={t('withdrawTitle')}
          confirmLabel={t('withdraw')}
          kind="danger"
          done={t('withdrawDone')}
          onClose={() => setAsked(undefined)}
        >
          {t('withdrawQuestion', { name: asked.robotName })}
        </ConfirmAction>
      )}
    </>
  )
}

type Texts = ReturnType<typeof useTranslations<'links.list'>>
const column = columnHelper<LinkRow>()
const badges = {
  open: 'info',
  opened: 'success',
  withdrawn: 'warning',
  expired: 'warning',
  locked: 'danger',
  void: 'danger',
} as const

const linkColumns = (t: Texts, onWithdraw: (link: LinkRow) => void) => [
  column.accessor('robotName', {
    header: t('columns.robot'),
    meta: { room: 60 },
    cell: ({ getValue }) => (
      <Clamped label={getValue()}>
        <Name>{getValue()}</Name>
      </Clamped>
    ),
  }),
  column.accessor('state', {
    header: t('columns.state'),
    cell: ({ row: { original } }) => (
      <>
        <Badge kind={badges[original.state]}>{t(`states.${original.state}`)}</Badge>
        {original.guarded && <div className="link-detail">{t('guarded')}</div>}
      </>
    ),
  }),
  column.accessor('createdAt', { header: t('columns.made'), cell: ({ getValue }) => <Time value={getValue()} /> }),
  column.accessor('expiresAt', { header: t('columns.expires'), cell: ({ getValue }) => <Time value={getValue()} /> }),
  column.accessor('openedAt', {
    header: t('columns.opened'),
    meta: { room: 40 },
    cell: ({ row: { original } }) => original.openedAt && <Opened {...original} openedAt={original.openedAt} t={t} />,
  }),
  column.display({
    id: 'withdraw',
    header: t('columns.action'),
    cell: ({ row: { original } }) =>
      original.state === 'open' && (
        <Button
          kind="link"
          size="sm"
          aria-label={t('withdrawOf', { name: original.robotName })}
          onClick={() => onWithdraw(original)}
        >
          {t('withdraw')}
        </Button>
      ),
  }),
]

function Opened({ openedAt, openedFrom, openedWith, t }: Omit<LinkRow, 'openedAt'> & { openedAt: string; t: Texts }) {
  return (
    <>
      <Time value={openedAt} />
      {openedFrom && <div className="link-detail">{t('from', { address: openedFrom })}</div>}
      {openedWith && (
        <div className="link-detail">
          <Clamped label={openedWith}>{openedWith}</Clamped>
        </div>
      )}
    </>
  )
}
