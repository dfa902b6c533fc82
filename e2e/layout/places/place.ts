import type { Viewer } from '../../fixtures'
import { fillNew, press, type Step } from '../hand'
import type { World } from '../world'

/** Something to look at: an address, and the way from there. A new page or dialog is a line of one of these files. */
export type Place = {
  name: string
  /** Who sees it. */
  as: Viewer | null
  at: (world: World) => string
  /** The last look is at the end; `look` is one on the way. */
  way: Step[]
  /** A menu or popup is opened anew in every width; what does not outlive another language is reached anew in each. */
  kind: 'page' | 'menu' | 'fleeting'
}

/** Looked at, on the way to somewhere else. */
export const look: Step = async () => undefined

const of =
  (kind: Place['kind'], as: Place['as'] = 'systemAdmin') =>
  (name: string, at: Place['at'] | string, ...way: Step[]): Place => ({
    name,
    as,
    at: typeof at === 'string' ? () => at : at,
    way,
    kind,
  })
export const [page, menu, fleeting, outside] = [of('page'), of('menu'), of('fleeting'), of('fleeting', null)]

export const inProject =
  (rest: string) =>
  ({ project }: World) =>
    `/projects/${project}/${rest}`
export const inEmpty =
  (rest: string) =>
  ({ emptyProject }: World) =>
    `/projects/${emptyProject}/${rest}`
export const [robots, members, logs] = [inProject('robots'), inProject('members'), inProject('logs')]
export const [systemRobots, users, configuration] = [
  '/administration/robots',
  '/administration/users',
  '/administration/configuration',
]

export const [project, emptyProject] = [(world: World) => world.project, (world: World) => world.emptyProject]
export const [ci, rolling, legacy, disabled, user] = [
  (world: World) => world.ci,
  (world: World) => world.rolling,
  (world: World) => world.legacy,
  (world: World) => world.disabled,
  (world: World) => world.user,
]
export const next = press('common.next')
export const newRobotName = fillNew('robots.wizard.name')
