import 'server-only'

/** A robot of the old system: with what its page or API was asked for, in its own project unless a path is given. */
type OldRobot = { id: number; pid: number; name: string; project: string; disabled: boolean }

/** One release line before 2.2: what its list says of a robot, and what its token holds. */
export type OldRelease = {
  release: string
  list: (robot: OldRobot) => object
  claims: (robot: OldRobot) => object
  /** What the registry's door gives to the robot. */
  actions: string[]
}

const created = '2020-08-10T09:11:12.123456Z'
const end = 4_000_000_000

/** 1.8 and 1.9; from 1.10 on there is a field `token`, which is never filled. */
const list =
  (more: object = {}) =>
  ({ id, pid, name, disabled }: OldRobot) => ({
    id,
    name: `robot$${name}`,
    ...more,
    description: 'builds',
    project_id: pid,
    expires_at: end,
    disabled,
    creation_time: created,
    update_time: created,
  })

/** In `may`, a path without `/` is a resource of the robot's project. */
const claims =
  (iss: string, may: (robot: OldRobot) => [path: string, action: string][], exp: object = { exp: end }) =>
  (robot: OldRobot) => ({
    ...exp,
    iat: 1_597_050_672,
    iss,
    id: robot.id,
    pid: robot.pid,
    access: may(robot).map(([path, Action]) => {
      const Resource = path.startsWith('/') ? path : `/project/${robot.pid}/${path}`
      return { Resource, Action, Effect: '' }
    }),
  })

const [early, late] = ['harbor-token-issuer', 'harbor-token-defaultIssuer']

export const oldReleases: OldRelease[] = [
  {
    // The page of 1.8.0 to 1.8.3 asked for everything twice.
    release: '1.8',
    list: list(),
    claims: claims(early, ({ project }) => [
      ['repository', 'pull'],
      [`/project/${project}/repository`, 'pull'],
      ['repository', 'push'],
      [`/project/${project}/repository`, 'push'],
    ]),
    actions: ['pull', 'push'],
  },
  { release: '1.9', list: list(), claims: claims(early, () => [['repository', 'push']]), actions: ['pull', 'push'] },
  {
    release: '1.10',
    list: list({ token: '' }),
    claims: claims(late, () => [
      ['repository', 'pull'],
      ['helm-chart', 'read'],
    ]),
    actions: ['pull'],
  },
  {
    release: '2.0',
    list: list({ token: '' }),
    claims: claims(late, () => [
      ['repository', 'push'],
      ['helm-chart-version', 'create'],
    ]),
    actions: ['pull', 'push'],
  },
  {
    // From 2.0 on there are robots without an end, whose tokens have none either.
    release: '2.1',
    list: (robot) => ({ ...list({ token: '' })(robot), expires_at: -1 }),
    claims: claims(late, () => [['repository', 'pull']], {}),
    actions: ['pull'],
  },
]

type LaterRobot = Omit<OldRobot, 'project'>
const later =
  (more: object = {}) =>
  ({ id, name, disabled }: LaterRobot) => ({
    creation_time: '2020-08-10T09:11:12.123Z',
    description: 'builds',
    disable: disabled,
    editable: false,
    expires_at: end,
    id,
    level: 'project',
    name: `robot$${name}`,
    permissions: [],
    update_time: '2020-08-10T09:11:12.123Z',
    ...more,
  })

/** What the lists of later releases say of such a robot; they made no more of them. Zeros were left out until 2.11. */
export const laterReleases: { release: string; list: (robot: LaterRobot) => object }[] = [
  ...['2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9', '2.10'].map((release) => ({ release, list: later() })),
  { release: '2.11', list: later({ duration: 0 }) },
  { release: '2.12', list: later({ duration: 0 }) },
]

/** A robot of today in the same lists. */
export const laterRobotOfToday = ({ id, name }: { id: number; name: string }) => ({
  ...later({ duration: 30, editable: true })({ id, pid: 0, name: `library+${name}`, disabled: false }),
  permissions: [{ kind: 'project', namespace: 'library', access: [{ resource: 'repository', action: 'pull' }] }],
})
