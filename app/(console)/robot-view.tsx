import { RobotHistory } from '@/components/logs/robot-history'
import { RobotPage } from '@/components/robots/robot-page'
import { ClientMessages } from '@/lib/i18n/client-messages'
import { paths } from '@/lib/paths'
import { listEvents } from '@/lib/server/audit/list'
import type { LogScope } from '@/lib/server/audit/visible'
import { requireActor } from '@/lib/server/auth/session'
import type { RobotByName } from '@/lib/server/robots/by-name'

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

type RobotViewProps = RobotByName & { scope: LogScope; listHref: string }

/** A robot's own page, with the last of its events for who may read them. */
export async function RobotView({ scope, ...found }: RobotViewProps) {
  const { id } = found.robot
  const log = found.may.listLog ? await listEvents(await requireActor(), scope, { ...lastEvents, robotId: id }) : null
  const logHref =
    scope.kind === 'project' ? paths.projectLogs(scope.name, { robot: id }) : paths.administrationLogs({ robot: id })
  return (
    <ClientMessages namespaces={['allRobots', 'handOff', 'logs', 'permissions', 'robotPage', 'robots', 'systemRobots']}>
      <RobotPage {...found}>{log && <RobotHistory rows={log.rows} total={log.total} href={logHref} />}</RobotPage>
    </ClientMessages>
  )
}
