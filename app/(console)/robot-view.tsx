import { RobotHistory } from '@/components/logs/robot-history'
import { RobotPage } from '@/components/robots/page/robot-page'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { paths } from '@/lib/paths'
import { listEvents } from '@/lib/server/audit/list'
import type { LogScope } from '@/lib/server/audit/visible'
import { requireActor } from '@/lib/server/auth/session'
import type { RobotByName } from '@/lib/server/robots/by-name'
import { robotMessages } from './robot-messages'

const lastEvents = {
  operation: null,
  actor: '',
  resource: '',
  from: null,
  to: null,
  sort: '-at',
  page: 1,
  size: 15,
} as const

/** A robot's own page, with the last of its events for who may read them. */
export async function RobotView(found: RobotByName) {
  const { robot, may } = found
  const scope: LogScope = robot.project ? { kind: 'project', name: robot.project.name } : { kind: 'system' }
  const log = may.listLog ? await listEvents(await requireActor(), scope, { ...lastEvents, robotId: robot.id }) : null
  return (
    <ClientMessages namespaces={['allRobots', 'logs', 'robotPage', ...robotMessages]}>
      <RobotPage {...found}>
        {log && <RobotHistory rows={log.rows} total={log.total} href={paths.robotLog(robot)} />}
      </RobotPage>
    </ClientMessages>
  )
}
