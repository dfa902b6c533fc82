import { createLoader, parseAsBoolean, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { allRepositoryActions } from '@/lib/domain/permissions/role'
import { listParams, type ListState } from '../../data-table/list-params'

/** What the URL of the page that explains may say. */
export const loadExplain = createLoader({
  who: parseAsString.withDefault(''),
  legacy: parseAsBoolean.withDefault(false),
  repository: parseAsString.withDefault(''),
  action: parseAsStringLiteral(allRepositoryActions).withDefault('push'),
})
export type ExplainState = Awaited<ReturnType<typeof loadExplain>>

/** And that of who can: whoever is asked about may be a project or a repository. */
export const whoCanListParams = listParams({ sortKeys: ['name'], defaultSort: 'name' })
export const whoCanParams = {
  of: parseAsString.withDefault(''),
  action: parseAsStringLiteral(allRepositoryActions),
  live: parseAsBoolean.withDefault(false),
}
export const loadWhoCan = createLoader({ ...whoCanListParams, ...whoCanParams })
export type WhoCanState = ListState<'name'> & Pick<Awaited<ReturnType<typeof loadWhoCan>>, keyof typeof whoCanParams>
