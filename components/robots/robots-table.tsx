'use client'

import { useMemo, useState } from 'react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { RobotRow } from '@/lib/domain/robot-row'
import { paths } from '@/lib/paths'
import { DataTable } from '../data-table/data-table'
import { Button } from '../ui/button'
import { RobotActions } from './robot-actions'
import { robotColumns } from './robot-columns'
import { RobotFilterMenu } from './robot-filter'
import { robotListParams, type RobotListState } from './robot-list-params'
import { RobotsEmpty } from './robots-empty'
import type { OpenDialog } from './robot-dialogs'
import type { ProjectRobotsContext } from './robots-context'
import { ServerNowProvider } from './server-now'

// Forms, rules and dialogs arrive when one is opened: the page itself stays small.
const RobotDialogs = dynamic(() => import('./robot-dialogs').then((module) => module.RobotDialogs), { ssr: false })

type RobotsTableProps = {
  context: ProjectRobotsContext
  rows: RobotRow[]
  total: number
  list: RobotListState
  /** The server's clock at rendering, milliseconds. */
  renderedAt: number
  may: { create: boolean; update: boolean; delete: boolean }
}

/** A project's robot accounts: the table, the buttons above it, and the dialogs that these open. */
export function RobotsTable({ context, rows, total, list, renderedAt, may }: RobotsTableProps) {
  const t = useTranslations('robots')
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const columns = useMemo(() => {
    const open = (kind: 'permissions' | 'activity') => (robot: RobotRow) => setDialog({ kind, robot })
    return robotColumns(t, { permissions: open('permissions'), activity: open('activity') })
  }, [t])

  return (
    <ServerNowProvider renderedAt={renderedAt}>
      <DataTable
        label={t('table')}
        params={robotListParams}
        list={list}
        rows={rows}
        total={total}
        columns={columns}
        rowId={(robot) => String(robot.id)}
        rowLabel={(robot) => robot.fullName}
        searchLabel={t('search')}
        filter={<RobotFilterMenu />}
        empty={<RobotsEmpty list={list} />}
        toolbar={(selected) => (
          <>
            <Button
              icon="plus"
              disabled={!may.create}
              title={may.create ? undefined : t('reasons.notAllowed')}
              onClick={() => setDialog({ kind: 'create' })}
            >
              {t('new')}
            </Button>
            <RobotActions
              selected={selected}
              mayUpdate={may.update}
              mayDelete={may.delete}
              recreate={{ allowed: may.create, open: (robot) => setDialog({ kind: 'recreate', robot }) }}
              onOpen={setDialog}
              historyHref={(robot) => paths.projectLogs(context.project.name, { robot: robot.id })}
            />
          </>
        )}
      />
      {dialog && <RobotDialogs dialog={dialog} context={context} onClose={() => setDialog(null)} />}
    </ServerNowProvider>
  )
}
