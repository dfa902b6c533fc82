'use client'

import { useMemo, useState } from 'react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { SystemRobotRow } from '@/lib/domain/robot-row'
import { paths } from '@/lib/paths'
import { DataTable } from '../data-table/data-table'
import { Button } from '../ui/button'
import { RobotActions } from './robot-actions'
import { RobotFilterMenu } from './robot-filter'
import { robotListParams, type RobotListState } from './robot-list-params'
import { RobotsEmpty } from './robots-empty'
import type { RobotsContext } from './robots-context'
import { ServerNowProvider } from './server-now'
import { systemRobotColumns } from './system-robot-columns'
import type { OpenSystemDialog } from './system-robot-dialogs'

// Forms, rules and dialogs arrive when one is opened: the page itself stays small.
const SystemRobotDialogs = dynamic(() => import('./system-robot-dialogs').then((module) => module.SystemRobotDialogs), {
  ssr: false,
})

type SystemRobotsTableProps = {
  context: RobotsContext
  rows: SystemRobotRow[]
  total: number
  list: RobotListState
  /** The server's clock at rendering, milliseconds. */
  renderedAt: number
  may: { create: boolean; update: boolean; delete: boolean }
}

/** The system's robot accounts: the table, the buttons above it, and the dialogs that these open. */
export function SystemRobotsTable({ context, rows, total, list, renderedAt, may }: SystemRobotsTableProps) {
  const t = useTranslations('robots')
  const own = useTranslations('systemRobots')
  const [dialog, setDialog] = useState<OpenSystemDialog | null>(null)
  const columns = useMemo(() => {
    const open = {
      permissions: (robot: SystemRobotRow, access: string[]) => setDialog({ kind: 'permissions', robot, access }),
      projects: (robot: SystemRobotRow) => setDialog({ kind: 'projects', robot }),
      activity: (robot: SystemRobotRow) => setDialog({ kind: 'activity', robot }),
    }
    return systemRobotColumns({ t, own }, open)
  }, [t, own])

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
            <Button icon="plus" disabled={!may.create} onClick={() => setDialog({ kind: 'create' })}>
              {t('new')}
            </Button>
            <RobotActions
              selected={selected}
              mayUpdate={may.update}
              mayDelete={may.delete}
              onOpen={setDialog}
              historyHref={(robot) => paths.administrationLogs({ robot: robot.id })}
            />
          </>
        )}
      />
      {dialog && <SystemRobotDialogs dialog={dialog} context={context} onClose={() => setDialog(null)} />}
    </ServerNowProvider>
  )
}
