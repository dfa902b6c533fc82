import 'server-only'
import { parseInteger } from '@/lib/domain/lists/harbor-query'
import { unprocessable } from '../../exchange/error-body'
import { none, noRows, same } from './nothing'
import { webhookEvents } from './nothing-constants'

const project = '/projects/{project_name_or_id}'
const byName = '/projects/{project_name}'
const repository = `${byName}/repositories/{repository_name}`
/** Public projects are shown to who is not signed in. */
const open = { open: 'asked' } as const

/** Parts of Harbor that are not here, as a project that has none of them answers; see empty.ts. */
export const emptyProjectOperations = [
  noRows('listRepositories', `${byName}/repositories`, 'repository:list', open),
  none(
    'getRepository',
    repository,
    'repository:read',
    ({ project: { name } = { name: '' }, texts }) =>
      `repository ${name}/${texts['repository_name']!.slice(0, 255)} not found`,
  ),
  noRows('listArtifacts', `${repository}/artifacts`, 'artifact:list', open),
  noRows('listArtifactsOfProject', `${project}/artifacts`, 'artifact:list'),
  // Not without a body, as in Harbor: Terraform's provider could not read a project by its name.
  same('getScannerOfProject', `${project}/scanner`, 'scanner:read', {}),
  noRows('listScannerCandidatesOfProject', `${project}/scanner/candidates`, 'scanner:create'),
  noRows('ListImmuRules', `${project}/immutabletagrules`, 'immutable-tag:list'),
  noRows('ListPolicies', `${byName}/preheat/policies`, 'preheat-policy:list'),
  same('ListProvidersUnderProject', `${byName}/preheat/providers`, 'preheat-policy:read', []),
  noRows('ListWebhookPoliciesOfProject', `${project}/webhook/policies`, 'notification-policy:list'),
  same('LastTrigger', `${project}/webhook/lasttrigger`, 'notification-policy:read', []),
  same('GetSupportedEventTypes', `${project}/webhook/events`, 'notification-policy:read', webhookEvents),
  none('ListWebhookJobs', `${project}/webhook/jobs`, 'notification-policy:list', policyMissing, {
    query: ['policy_id'],
    refusals: [422],
  }),
]

/** Jobs are those of one policy, and there is none of any id. */
function policyMissing({ query: { policy_id: given = '' } }: { query: { policy_id?: string } }): string {
  const id = parseInteger(given)
  if (id === null) throw unprocessable(`policy_id in query must be of type int64: "${given.slice(0, 100)}"`)
  return `notificationPolicy ${id} not found`
}
