'use client'

import { useMemo, useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { onDemand } from '@/lib/client/on-demand'
import { useReopened } from '@/lib/client/use-reopened'
import { unpackedRow, type PackedRobotRow } from '@/lib/domain/robots/packed-robot-row'
import { DataTable } from '../../data-table/data-table'
import { Button } from '../../ui/button'
import { Near } from '../../ui/near'
import { RobotActions, type OpenDialog } from '../actions/robot-actions'
import { robotListParams, type RobotListState } from '../robot-list-params'
import type { RobotsTableContext } from '../robots-context'
import { ServerNowProvider } from '../server-now'
import { useRobotColumns } from './robot-columns'
import { RobotFilterMenu } from './robot-filter'
import { RobotsEmpty } from './robots-empty'

// Forms, rules and dialogs arrive when one is opened: the page itself stays small.
const RobotDialogs = onDemand('robots', async () => (await import('../actions/robot-dialogs')).RobotDialogs)

type RobotsTableProps = {
  context: RobotsTableContext
  rows: PackedRobotRow[]
  total: number
  list: RobotListState
  /** The server's clock at rendering, milliseconds. */
  renderedAt: number
  may: { create: boolean; update: boolean; delete: boolean; listLog: boolean }
  /** Whether there are robots of both levels to choose from. */
  withLevels?: boolean
  /** Behind the ACTION menu. */
  buttons?: ReactNode
}

/** The robot accounts of a project, of the system or of all: the table, the buttons above it, and the dialogs that these open. */
export function RobotsTable(props: RobotsTableProps) {
  const { context, total, list, renderedAt, may, withLevels, buttons } = props
  const t = useTranslations('robots')
  const rows = useMemo(() => props.rows.map(unpackedRow), [props.rows])
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  useReopened('robots', setDialog)
  const { level } = context
  const columns = useRobotColumns(level, setDialog)
  const filtered = list.q !== '' || list.filter !== null || (level === 'all' && list.level !== null) ? 'yes' : 'no'
  const create = level !== 'all' && (() => setDialog({ kind: 'create' }))

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
          filter={<RobotFilterMenu withLevels={withLevels} />}
          empty={<RobotsEmpty list={list} level={level} onNew={(may.create && create) || undefined} />}
          selectMatching={may.update ? t('matching.select', { count: total, filtered }) : undefined}
          toolbar={(selected, matching) => (
            <>
              {create && (
                <Button
                  icon="plus"
                  disabled={!may.create}
                  title={may.create ? undefined : t('reasons.notAllowed')}
                  onClick={create}
                >
                  {t('new')}
                </Button>
              )}
              <RobotActions
                selected={selected}
                matching={matching}
                mayUpdate={may.update}
                mayDelete={may.delete}
                mayListLog={may.listLog}
                recreate={{ allowed: may.create, open: (robot) => setDialog({ kind: 'recreate', robot }) }}
                onOpen={setDialog}
              />
              {buttons}
            </>
          )}
        />
      </Near>
      {dialog && <RobotDialogs {...{ dialog, context, list, rows }} onClose={() => setDialog(null)} />}
    </ServerNowProvider>
  )
}
