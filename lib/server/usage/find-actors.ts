import 'server-only'
import { legacyPrefix } from '@/lib/domain/legacy-robots/legacy-claims'
import type { CountedEvent } from '@/lib/domain/registry/registry-event'
import { readRobotName, type FormerPrefix } from '@/lib/domain/settings/robot-prefixes'
import type { Tx } from '../store/db'

/** The present one, and those of before. */
export type RobotPrefixes = { prefix: string; former: readonly FormerPrefix[] }

type Named = Pick<CountedEvent, 'actor' | 'repository'>

/** `robot$<account>` and the project of the repository: what a legacy robot goes by, whose account alone is not unique. */
const legacyKey = (projectName: string, account: string): string => `${projectName} ${account}`
const projectOf = (repository: string): string => repository.split('/')[0]!

/**
 * Finds the ids of the robots behind the names that a registry knows them by: a function from an event to an id, or
 * undefined when it was somebody else, or a robot that is gone. A robot of today comes before a legacy one of its name.
 */
export async function findActors(tx: Tx, { prefix, former }: RobotPrefixes, events: readonly Named[]) {
  const loginOf = (actor: string) => readRobotName(actor, prefix, former)?.login
  const after = (start: string, name: string) => (name.startsWith(start) ? name.slice(start.length) : null)
  const logins = [...new Set(events.flatMap(({ actor }) => loginOf(actor) ?? []))]
  const robots = await tx.robot.findMany({
    where: { loginName: { in: logins } },
    select: { id: true, loginName: true },
  })
  const byLogin = new Map(robots.map(({ id, loginName }) => [loginName, id]))

  const rest = events.filter(({ actor }) => !byLogin.has(loginOf(actor) ?? null))
  const accounts = [...new Set(rest.flatMap(({ actor }) => after(legacyPrefix, actor) ?? []))]
  const legacy = accounts.length === 0 ? [] : await findLegacy(tx, accounts, rest)
  const byLegacy = new Map(legacy.map(({ id, name, project }) => [legacyKey(project?.name ?? '', name), id]))

  return ({ actor, repository }: Named): number | undefined =>
    byLogin.get(loginOf(actor) ?? null) ??
    byLegacy.get(legacyKey(projectOf(repository), after(legacyPrefix, actor) ?? ''))
}

const findLegacy = (tx: Tx, accounts: string[], events: readonly Named[]) =>
  tx.robot.findMany({
    where: {
      legacy: true,
      name: { in: accounts },
      project: { name: { in: [...new Set(events.map(({ repository }) => projectOf(repository)))] } },
    },
    select: { id: true, name: true, project: { select: { name: true } } },
  })
