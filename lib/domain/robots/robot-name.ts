import { folded } from '../texts/folded'

/** Harbor's rule: lower-case letters and digits, single `.`, `_` or `-` between them. */
export const robotNamePattern = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/
/** Of the name as it logs in without prefix, that is including `<project>+`. */
export const maxLoginNameLength = 255
export const maxDescriptionLength = 1024

/** The name a robot logs in with, before the prefix: `<project>+<name>`, or `<name>` for a system robot. */
export const loginName = (projectName: string | null, name: string): string =>
  projectName === null ? name : `${projectName}+${name}`

/** `<prefix><project>+<name>`: what people see and clients log in with. The prefix is a setting and never stored. */
export const fullName = (prefix: string, projectName: string | null, name: string): string =>
  prefix + loginName(projectName, name)

/**
 * What to look for in bare names when someone pastes into the search box: the text itself, or what follows the prefix
 * and the project when it is a full name (`robot$library+ci`), by one of these prefixes, or a login name (`library+ci`).
 */
export function searchTerm(text: string, prefixes: readonly string[], projectName: string | null): string {
  const trimmed = text.trim().toLowerCase()
  const prefix = prefixes.find((each) => trimmed.startsWith(each.toLowerCase())) ?? ''
  const bare = trimmed.slice(prefix.length)
  const project = projectName === null ? '' : `${projectName}+`
  return project !== '' && bare.startsWith(project) ? bare.slice(project.length) : bare
}

/** Whether a search looks into descriptions too: from three characters on, which is what an index can be asked for. */
export const searchesDescriptions = (text: string): boolean => Array.from(folded(text)).length >= 3
