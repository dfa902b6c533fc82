import 'server-only'
import { badRequest } from '../../exchange/error-body'
import { impossible, none, noRows, same } from './nothing'
import { retentionMetadata, noTime } from './nothing-constants'

const noScanner = "no scanner is configured, it's not possible to scan"

/**
 * Parts of Harbor that are not here, as a Harbor that has none of them answers: read only. See
 * docs/manual/empty-by-design.md, and empty-in-projects.ts for what lies in projects.
 */
export const emptyOperations = [
  same('getSystemVolumes', '/systeminfo/volumes', 'system-volumes:read', { storage: [{}] }),
  none('getCert', '/systeminfo/getcert', 'anybody', () => 'resource not found: cert not found'),
  noRows('listQuotas', '/quotas', 'quota:list', { unasked: ['q'] }),
  none('getQuota', '/quotas/{id}', 'quota:read', ({ ids }) => `quota ${ids.id} not found`),

  noRows('listRegistries', '/registries', 'registry:list', { query: ['name'] }),
  none('getRegistry', '/registries/{id}', 'registry:read', ({ ids }) => `registry ${ids.id} not found`),
  none('getRegistryInfo', '/registries/{id}/info', 'registry:read', ({ ids }) => `registry ${ids.id} not found`),
  same('listRegistryProviderTypes', '/replication/adapters', 'replication-adapter:list', []),
  same('listRegistryProviderInfos', '/replication/adapterinfos', 'replication-adapter:list', {}),
  noRows('listReplicationPolicies', '/replication/policies', 'replication-policy:list', { query: ['name'] }),
  none(
    'getReplicationPolicy',
    '/replication/policies/{id}',
    'replication-policy:read',
    ({ ids }) => `replication policy ${ids.id} not found`,
  ),
  noRows('listReplicationExecutions', '/replication/executions', 'replication:list', { unasked: ['q'] }),
  none(
    'getReplicationExecution',
    '/replication/executions/{id}',
    'replication:read',
    ({ ids }) => `replication execution ${ids.id} not found`,
  ),

  same('listJobQueues', '/jobservice/queues', 'jobservice-monitor:list', []),
  same('getWorkerPools', '/jobservice/pools', 'jobservice-monitor:list', []),
  same('getWorkers', '/jobservice/pools/{pool_id}/workers', 'jobservice-monitor:list', []),
  noRows('listSchedules', '/schedules', 'jobservice-monitor:list', { unasked: ['q', 'sort'] }),
  same(
    'getSchedulePaused',
    '/schedules/{job_type}/paused',
    'signed-in',
    { paused: false },
    {
      refusals: [400],
      check: ({ texts }) => {
        if (texts['job_type'] !== 'all') throw badRequest("job_type can only be 'all'")
      },
    },
  ),
  noRows('listGcHistory', '/system/gc', 'garbage-collection:list'),
  none(
    'getGc',
    '/system/gc/{id}',
    'garbage-collection:read',
    ({ ids }) => `garbage collection execution ${ids.id} not found`,
  ),
  same('getGcSchedule', '/system/gc/schedule', 'garbage-collection:read'),
  noRows('getPurgeHistory', '/system/purgeaudit', 'purge-audit:list'),
  same('getPurgeSchedule', '/system/purgeaudit/schedule', 'purge-audit:read'),

  noRows('listScanners', '/scanners', 'scanner:list'),
  none(
    'getScanner',
    '/scanners/{registration_id}',
    'scanner:read',
    ({ texts }) => `scanner ${texts['registration_id']!.slice(0, 100)} not found`,
  ),
  impossible('getLatestScanAllMetrics', '/scans/all/metrics', 'scan-all:read', noScanner),
  impossible('getLatestScheduledScanAllMetrics', '/scans/schedule/metrics', 'scan-all:read', noScanner),
  impossible('getScanAllSchedule', '/system/scanAll/schedule', 'scan-all:read', noScanner),
  same('getSystemCVEAllowlist', '/system/CVEAllowlist', 'signed-in', {
    creation_time: noTime,
    items: [],
    update_time: noTime,
  }),
  same('getScanDataExportExecutionList', '/export/cve/executions', 'signed-in', { items: [] }),
  none(
    'getScanDataExportExecution',
    '/export/cve/execution/{id}',
    'signed-in',
    ({ ids }) => `execution ${ids.id} not found`,
  ),
  same('getSecuritySummary', '/security/summary', 'security-hub:read', {
    critical_cnt: 0,
    fixable_cnt: 0,
    low_cnt: 0,
    medium_cnt: 0,
    scanned_cnt: 0,
    total_artifact: 0,
    total_vuls: 0,
  }),
  noRows('listVulnerabilities', '/security/vul', 'security-hub:list'),

  none('getLabelByID', '/labels/{id}', 'anybody', ({ ids }) => `label ${ids.id} not found`),
  noRows('listUserGroups', '/usergroups', 'user-group:list', { unasked: ['q', 'sort'] }),
  noRows('searchUserGroups', '/usergroups/search', 'signed-in', { query: ['groupname'], unasked: ['q', 'sort'] }),
  none(
    'getUserGroup',
    '/usergroups/{id}',
    'user-group:read',
    ({ ids }) => `the user group with id ${ids.id} is not found`,
  ),
  same('searchLdapUser', '/ldap/users/search', 'ldap-user:list', []),
  same('searchLdapGroup', '/ldap/groups/search', 'ldap-user:list', []),
  same('getRentenitionMetadata', '/retentions/metadatas', 'signed-in', retentionMetadata),
  noRows('listInstances', '/p2p/preheat/instances', 'preheat-instance:list'),
  same('listProviders', '/p2p/preheat/providers', 'preheat-instance:list', []),

  noRows('listAllRepositories', '/repositories', 'anybody'),
  none('getIcon', '/icons/{digest}', 'anybody', ({ texts }) => `the icon ${texts['digest']!.slice(0, 100)} not found`),
]
