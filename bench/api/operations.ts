import { randomBytes } from 'node:crypto'
import { permissionCatalog } from '@/lib/domain/permissions/permission-catalog'
import { robotCreate, robotUpdate } from '@/lib/domain/wire/robot'
import type { Actor } from '@/lib/server/rights/actor'
import { editRobot } from '@/lib/server/http/api/operations/robots'
import { newRobotSpec } from '@/lib/server/http/api/robot-request'
import { createRobot } from '@/lib/server/robots/create'
import { getRobot } from '@/lib/server/robots/get'
import { listRobotsForApi } from '@/lib/server/robots/list'
import { benchPassword } from '../tokens/processes'
import { asUser, type Ask } from './client'
import { measured, permissionsEach } from './seed'

/** `ask` for the server; `verb` is the same within this process, where its queries can be counted. */
export type Operation = { title: string; ask: () => Ask; verb: () => Promise<unknown> }
/** Of the measured projects, by their names. */
type Ids = Record<string, number>

const actor: Actor = { kind: 'user', id: 1, name: 'admin' }
const pageSize = 15
/** A project that is measured by nothing else. */
const written = 'bench-3'

const lists: [title: string, q: string, sort: string][] = [
  ['by name', '', 'name'],
  ['by creation, newest first', '', '-creation_time'],
  ['searched, one found', 'name=~needle', 'name'],
  ['searched, all found, by creation', 'name=~bot', '-creation_time'],
]

/** What is measured; `ids` are robots that there are. */
export function operations(projects: Ids, ids: number[]): Operation[] {
  const { usual, big } = measured
  const inProject = (name: string) => `Level=project,ProjectID=${projects[name]}`
  const scopes: [title: string, scope: string][] = [
    ['project of 100', inProject(usual)],
    ['project of a tenth', inProject(big)],
    ['system’s tenth', 'Level=system'],
  ]
  let turn = 0
  const anyId = () => ids[turn++ % ids.length]!
  return [
    ...scopes.flatMap(([where, scope]) =>
      lists.map(([how, q, sort]) => list(`list, ${where}, ${how}`, `${scope},${q}`, sort)),
    ),
    list('list, project of a tenth, name looked up', `${inProject(big)},name=${big}%2Bbot-needle`, ''),
    {
      title: 'get',
      ask: () => ({ method: 'GET', path: `/robots/${anyId()}` }),
      verb: () => getRobot(actor, anyId()),
    },
    {
      title: 'get, by a user’s Basic',
      ask: () => ({ method: 'GET', path: `/robots/${anyId()}`, as: asUser('admin', benchPassword) }),
      verb: () => getRobot(actor, anyId()),
    },
    create(),
  ]
}

function list(title: string, q: string, sort: string): Operation {
  const query = new URLSearchParams({ q, sort, page: '1', page_size: String(pageSize) })
  return {
    title,
    ask: () => ({ method: 'GET', path: `/robots?${query}` }),
    verb: () => listRobotsForApi(actor, { q, sort, page: 1, size: pageSize }),
  }
}

const body = () => ({
  name: `made-${randomBytes(6).toString('hex')}`,
  level: 'project',
  duration: 30,
  description: '',
  permissions: [{ kind: 'project', namespace: written, access: permissionCatalog.project.slice(0, permissionsEach) }],
})

function create(): Operation {
  const verb = () => createRobot(actor, newRobotSpec(robotCreate.parse(body())))
  return { title: 'create', ask: () => ({ method: 'POST', path: '/robots', body: body() }), verb }
}

/** An update of this robot, as `GET` answered it: with another permission less each time. */
export function update(id: number, robot: ReturnType<typeof body>): Operation {
  let turn = 0
  const next = () => {
    const access = permissionCatalog.project.slice(0, permissionsEach - (++turn % 2))
    return { ...robot, description: `edit ${turn}`, permissions: [{ ...robot.permissions[0]!, access }] }
  }
  return {
    title: 'update',
    ask: () => ({ method: 'PUT', path: `/robots/${id}`, body: next() }),
    verb: () => editRobot(actor, id, robotUpdate.parse(next())),
  }
}
