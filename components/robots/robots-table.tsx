'use client'

import { useMemo, useState } from 'react'
import { useTranslations } from 'next-intl'
import { onDemand } from '@/lib/client/on-demand'
import { useReopened } from '@/lib/client/use-reopened'
import type { RobotRow } from '@/lib/domain/robot-row'
import { paths } from '@/lib/paths'
import { DataTable } from '../data-table/data-table'
import { Button } from '../ui/button'
import { Near } from '../ui/near'
import { RobotActions, type OpenDialog } from './robot-actions'
import { robotColumns } from './robot-columns'
import { RobotFilterMenu } from './robot-filter'
import { robotListParams, type RobotListState } from './robot-list-params'
import { RobotsEmpty } from './robots-empty'
import type { RobotsContext } from './robots-context'
import { ServerNowProvider } from './server-now'

// Forms, rules and dialogs arrive when one is opened: the page itself stays small.
const RobotDialogs = onDemand('robots', async () => (await import('./robot-dialogs')).RobotDialogs)

type RobotsTableProps = {
  context: RobotsContext
  rows: RobotRow[]
  total: number
  list: RobotListState
  /** The server's clock at rendering, milliseconds. */
  renderedAt: number
  may: { create: boolean; update: boolean; delete: boolean }
}

/** The robot accounts of a project or of the system: the table, the buttons above it, and the dialogs that these open. */
export function RobotsTable({ context, rows, total, list, renderedAt, may }: RobotsTableProps) {
  const t = useTranslations('robots')
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  useReopened('robots', setDialog)
  const { level, project } = context
  const columns = useMemo(() => robotColumns(level, t, setDialog), [level, t])
  const historyHref = ({ id: robot }: RobotRow) =>
    project ? paths.projectLogs(project.name, { robot }) : paths.administrationLogs({ robot })

  return (
    <ServerNowProvider renderedAt={renderedAt}>
      <Near preload={RobotDialogs.preload}>
        <DataTable
          label={t('table')}
          params={robotListParams}
          list={list}
          rows={rows}
          total={total}
          columns={columns}
          dense
          rowId={(robot) => String(robot.id)}
          rowLabel={(robot) => robot.fullName}
          keepSelection
          searchLabel={t('search')}
          filter={<RobotFilterMenu />}
          empty={
            <RobotsEmpty
              list={list}
              level={level}
              onNew={may.create ? () => setDialog({ kind: 'create' }) : undefined}
            />
          }
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
                historyHref={historyHref}
              />
            </>
          )}
        />
      </Near>
      {dialog && <RobotDialogs dialog={dialog} context={context} onClose={() => setDialog(null)} />}
    </ServerNowProvider>
  )
}
