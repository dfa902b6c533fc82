import 'server-only'
import { parseInteger } from '@/lib/domain/lists/harbor-query'
import { findProjectBy, projectScope } from '../../../projects/find'
import { asForbidden } from '../../../projects/resolve'
import { searchProjectsForApi } from '../../../projects/search-for-api'
import { countProjects } from '../../../projects/statistics'
import type { Actor } from '../../../rights/actor'
import { unseen } from '../../../rights/authorize'
import { refuseUnlessHarborLets } from '../../../rights/harbor-rights'
import { asRefusal } from '../../../errors'
import { db } from '../../../store/db'
import { badRequest, unprocessable } from '../../exchange/error-body'
import { json } from '../answers'
import { wireSearch, wireStatistic } from '../wire-overview'
import { noRows } from './nothing'
import { operation, type Operation } from './operation'

/** What is told of projects where Harbor's pages also tell of what is not here. */
export const overviewOperations: readonly Operation[] = [
  operation({
    id: 'getStatistic',
    method: 'GET',
    path: '/statistics',
    success: 200,
    answer: 'Statistic',
    refusals: [],
    run: async ({ actor }) => json(wireStatistic(await countProjects(actor))),
  }),
  operation({
    id: 'search',
    method: 'GET',
    path: '/search',
    open: 'asked',
    query: ['q'],
    success: 200,
    answer: 'Search',
    refusals: [422],
    run: async ({ actor, query: { q } }) => {
      if (q === '') throw unprocessable('q in query is required')
      return json(wireSearch(await searchProjectsForApi(actor, q)))
    },
  }),
  listLabels(),
]

/** Labels, of which there are none: of all projects for anybody, of one for who may list them there. */
function listLabels(): Operation {
  const none = noRows('listLabels', '/labels', 'anybody', {
    query: ['name', 'scope', 'project_id'],
    refusals: [403],
  })
  return {
    ...none,
    run: async (input) => {
      const { scope = '', project_id: project = '' } = input.query
      if (scope === 'p') await refuseUnlessLabelsListed(input.actor, project)
      else if (scope !== 'g') throw badRequest(`invalid scope: ${scope.slice(0, 100)}`)
      return none.run(input)
    },
  }
}

/** A project that does not exist has none either, for who may know it. */
async function refuseUnlessLabelsListed(actor: Actor, given: string): Promise<void> {
  const id = parseInteger(given === '' ? '0' : given)
  if (id === null) throw unprocessable(`project_id in query must be of type int64: "${given.slice(0, 100)}"`)
  if (id === 0) throw badRequest('must with project ID when to query project labels')
  const project = id > 0 && id < 2 ** 31 ? await findProjectBy(db(), { id }) : null
  if (project) return refuseUnlessHarborLets(actor, 'label:list', projectScope(project))
  const refusal = await asForbidden(actor, unseen(actor, 'project'))
  if (asRefusal(refusal)?.kind !== 'not-found') throw refusal
}
