import type { Scope } from '../permissions/grant'

/** What a client asks a token for, as `repository:library/app:pull,push`. Who asks for what is decided elsewhere. */
export type RegistryScope =
  /** The class is what kind of content is meant (docker's `plugin`): told back, and otherwise of no concern here. */
  | { kind: 'repository'; name: string; project: string; class?: string }
  | { kind: 'catalog' }
  /** Malformed, or of a type nobody serves here: it is answered with no actions, as Harbor does, never with an error. */
  | { kind: 'nothing'; type: string; name: string }

/** Distribution's grammar of repository names; anything else could only be a trick on whoever compares them later. */
const repositoryPattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+$/
const maxRepositoryLength = 255
/** With the class in brackets, as in `repository(plugin)`. */
const repositoryType = /^repository(?:\(([a-z0-9]+)\))?$/

/**
 * The distinct scopes of a request, in the order asked. Clients send several parameters, several scopes in one
 * (separated by spaces), duplicates, and actions in any order; the actions asked for do not matter.
 */
export function parseRegistryScopes(params: readonly string[]): RegistryScope[] {
  const scopes = params.flatMap((param) => param.split(' ')).filter((text) => text !== '')
  const distinct = new Map(scopes.map(parseScope).map((scope) => [JSON.stringify(scope), scope]))
  return [...distinct.values()]
}

/** `type:name:actions`, where the name may hold colons; `type:name` and `type` alone are taken without actions. */
function parseScope(text: string): RegistryScope {
  const [type = '', ...rest] = text.split(':')
  const name = (rest.length > 1 ? rest.slice(0, -1) : rest).join(':')
  const repository = repositoryType.exec(type)
  if (repository && isRepository(name)) {
    const project = name.slice(0, name.indexOf('/'))
    return { kind: 'repository', name, project, ...(repository[1] === undefined ? {} : { class: repository[1] }) }
  }
  if (type === 'registry' && name === 'catalog') return { kind: 'catalog' }
  return { kind: 'nothing', type, name }
}

const isRepository = (name: string): boolean => name.length <= maxRepositoryLength && repositoryPattern.test(name)

/** The projects that scopes are about, each once. */
export const projectsIn = (wanted: readonly RegistryScope[]): string[] => [
  ...new Set(wanted.flatMap((scope) => (scope.kind === 'repository' ? [scope.project] : []))),
]

export type ProjectScope = Extract<Scope, { kind: 'project' }>
/** What somebody holds: on a repository of a project, by its name there, and whether the catalogue of all is theirs. */
export type Rights = { on: (project: ProjectScope, repository: string) => string[]; catalog: boolean }
/** What a token says of a scope; with the class that was asked for. */
export type TokenAccess = { type: string; class?: string; name: string; actions: string[] }

/**
 * What these rights come to in each of the scopes, in their order; what is unknown or denied has no actions. Each is judged for
 * itself: who mounts a layer from another repository asks for pull there, and gets it only if it has it.
 */
export function accessTo(
  wanted: readonly RegistryScope[],
  projects: readonly { id: number; name: string; public: boolean }[],
  rights: Rights,
): TokenAccess[] {
  return wanted.map((scope) => {
    switch (scope.kind) {
      case 'repository': {
        const project = projects.find(({ name }) => name === scope.project)
        const kind = scope.class === undefined ? {} : { class: scope.class }
        const actions = project ? rights.on(toScope(project), scope.name.slice(scope.project.length + 1)) : []
        return { type: 'repository', ...kind, name: scope.name, actions }
      }
      case 'catalog':
        return { type: 'registry', name: 'catalog', actions: rights.catalog ? ['*'] : [] }
      case 'nothing':
        return { type: scope.type, name: scope.name, actions: [] }
    }
  })
}

export const toScope = ({ id, public: isPublic }: { id: number; public: boolean }): ProjectScope => ({
  kind: 'project',
  projectId: id,
  public: isPublic,
})
