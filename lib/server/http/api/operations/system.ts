import 'server-only'
import { getStoredSettings } from '../../../settings/get'
import { updateSettings } from '../../../settings/update'
import { theSettings } from '../../../settings/write'
import { empty, json } from '../answers'
import { componentsHealth } from '../components-health'
import { ifSound } from '../if-sound'
import { systemInfo } from '../system-info'
import { configurationChanges, wireConfiguration } from '../wire-configuration'
import { operation } from './operation'

/** What concerns the system as a whole. */
export const systemOperations = [
  operation({
    // Whether the process answers; asks no database.
    id: 'getPing',
    method: 'GET',
    path: '/ping',
    open: 'unasked',
    success: 200,
    refusals: [],
    run: async () => ({ kind: 'text', body: 'Pong', type: 'text/plain' }),
  }),
  operation({
    // Always 200: what is wrong is in the answer. For load balancers there is /healthz.
    id: 'getHealth',
    method: 'GET',
    path: '/health',
    open: 'asked',
    success: 200,
    answer: 'OverallHealthStatus',
    refusals: [],
    run: async () => json(await componentsHealth()),
  }),
  operation({
    // What clients ask before they do anything else.
    id: 'getSystemInfo',
    method: 'GET',
    path: '/systeminfo',
    open: 'asked',
    success: 200,
    answer: 'GeneralInfo',
    refusals: [],
    run: async ({ actor }) => json(await systemInfo(actor)),
  }),
  operation({
    id: 'getConfigurations',
    method: 'GET',
    path: '/configurations',
    success: 200,
    answer: 'ConfigurationsResponse',
    refusals: [403],
    run: async ({ actor }) => json(wireConfiguration(await getStoredSettings(actor))),
  }),
  operation({
    id: 'updateConfigurations',
    method: 'PUT',
    path: '/configurations',
    body: { schema: 'Configurations' },
    success: 200,
    refusals: [400, 403, 409, 413, 422],
    run: async ({ actor, body }) => {
      const find = async () => theSettings
      const attempt = { actor, permission: 'configuration:update', operation: 'configuration.update', find } as const
      await updateSettings(actor, await ifSound(attempt, () => configurationChanges(body)))
      return empty
    },
  }),
]
