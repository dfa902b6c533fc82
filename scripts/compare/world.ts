import { randomBytes } from 'node:crypto'
import { idOf, type Answer } from './answer'
import type { Ask, Caller } from './case'
import type { Side } from './side'

/** In the name of whatever is made. */
export const newPrefix = (): string => `cmp-${randomBytes(4).toString('hex')}`

const roles = { owner: 1, guest: 3 } as const

const access = (...keys: string[]) => keys.map((key) => ({ resource: key.split(':')[0]!, action: key.split(':')[1]! }))
const inProject = access('repository:pull', 'repository:list', 'member:list', 'robot:list', 'robot:read', 'log:list')
const inSystem = access('project:list', 'user:list', 'audit-log:list', 'robot:list', 'robot:read')

/**
 * Makes on a server whom and what requests are about, all under the prefix: two projects, five users, six robots. A
 * password that was sent in a request of the comparison is none that stays.
 */
export async function makeWorld(side: Side, prefix: string): Promise<void> {
  for (const [name, value] of [
    ['prefix', prefix],
    ['none', '2147480000'],
    ['noneName', `${prefix}-none`],
    ['projectName', `${prefix}-private`],
    ['openName', `${prefix}-open`],
    ['adminName', side.logins.get('admin')!.username],
  ] as const)
    side.names.set(name, value)
  side.logins.set('wrong', { username: `${prefix}-nobody`, password: 'Wrong-password-1' })
  await make(side, 'project', 'POST', '/projects', { project_name: '{projectName}', metadata: { public: 'false' } })
  await make(side, 'open', 'POST', '/projects', { project_name: '{openName}', metadata: { public: 'true' } })
  for (const caller of ['boss', 'owner', 'guest', 'outsider', 'spare'] as const) await makeUser(side, prefix, caller)
  await must(side, { method: 'PUT', path: '/users/{boss}/sysadmin', body: { sysadmin_flag: true } })
  await makeRobots(side, prefix)
}

async function makeUser(side: Side, prefix: string, caller: 'boss' | 'owner' | 'guest' | 'outsider' | 'spare') {
  const login = { username: `${prefix}-${caller}`, password: `Aa1-${randomBytes(12).toString('hex')}` }
  const person = { email: `${login.username}@example.com`, realname: caller, comment: 'a comparison' }
  await make(side, caller, 'POST', '/users', { ...login, ...person })
  side.names.set(`${caller}Name`, login.username)
  if (caller !== 'spare') side.logins.set(caller, login)
  if (caller !== 'owner' && caller !== 'guest') return
  const member = { role_id: roles[caller], member_user: { username: login.username } }
  await make(side, `${caller}Member`, 'POST', '/projects/{project}/members', member)
}

async function makeRobots(side: Side, prefix: string): Promise<void> {
  const robot = async (caller: Caller | 'spareRobot', level: 'project' | 'system', permissions: object[]) => {
    const body = { name: `${prefix}-${caller.toLowerCase()}`, level, duration: 1, permissions }
    const { body: made } = await make(side, `${caller}Id`, 'POST', '/robots', body)
    const { name, secret } = made as { name: string; secret: string }
    side.names.set(`${caller}Name`, name)
    if (caller !== 'spareRobot') side.logins.set(caller, { username: name, password: secret })
    return { ...body, name }
  }
  const own = [{ kind: 'project', namespace: '{projectName}', access: inProject }]
  await robot('robot', 'project', own)
  await robot('spareRobot', 'project', own)
  const keeps = access('member:create', 'member:update', 'robot:create', 'repository:pull')
  await robot('keeperRobot', 'project', [{ kind: 'project', namespace: '{projectName}', access: keeps }])
  const disabled = await robot('disabledRobot', 'project', own)
  await must(side, { method: 'PUT', path: '/robots/{disabledRobotId}', body: { ...disabled, disable: true } })
  await robot('systemRobot', 'system', [
    { kind: 'system', namespace: '/', access: inSystem },
    { kind: 'project', namespace: '*', access: [...inProject, ...access('project:read')] },
  ])
}

async function make(side: Side, name: string, method: string, path: string, body: object): Promise<Answer> {
  const answer = await must(side, { method, path, body })
  side.names.set(name, idOf(answer))
  return answer
}

async function must(side: Side, ask: Ask): Promise<Answer> {
  const answer = await side.ask(ask)
  if (answer.status < 300) return answer
  throw new Error(
    `${side.title}: ${ask.method} ${side.filled(ask.path)} answered ${answer.status}: ${answer.text.trim()}`,
  )
}
