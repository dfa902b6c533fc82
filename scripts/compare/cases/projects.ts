import type { Case } from '../case'
import { of } from './of'

const [list, head, create, get, put, remove, summary, deletable, search] = [
  of('listProjects'),
  of('headProject'),
  of('createProject'),
  of('getProject'),
  of('updateProject'),
  of('deleteProject'),
  of('getProjectSummary'),
  of('getProjectDeletable'),
  of('search'),
]
const [metadatas, addMetadata, getMetadata, putMetadata, removeMetadata] = [
  of('listProjectMetadatas'),
  of('addProjectMetadatas'),
  of('getProjectMetadata'),
  of('updateProjectMetadata'),
  of('deleteProjectMetadata'),
]

let made = 0
const fresh = (more: object = {}) => ({ project_name: `{prefix}-p${made++}`, ...more })
const own = (more: object = {}) => [{ method: 'POST', path: '/projects', body: fresh(more), keep: 'ownProject' }]
const mine = (more: Partial<Case> = {}) => ({ before: own(), ...more })
const entry = '/projects/{ownProject}/metadatas'

export const projectCases: Case[] = [
  list.good('GET /projects?name={prefix}&sort=name'),
  list.good('GET /projects?name={prefix}', { as: 'guest' }),
  list.good('GET /projects?name={prefix}', { as: 'outsider' }),
  list.good('GET /projects?name={prefix}', { as: 'anonymous' }),
  list.good('GET /projects?name={prefix}&public=false', { as: 'anonymous' }),
  list.good('GET /projects?q=name%3D~{prefix}&sort=-name&page_size=1'),
  list.good('GET /projects?owner={ownerName}'),
  list.good('GET /projects?name={openName}&with_detail=false'),
  list.boundary('GET /projects?name={prefix}&public=zzz'),
  list.boundary('GET /projects?name={openName}&q=name%3Dzzz'),
  list.boundary('GET /projects?name={prefix}&page=0&page_size=0&sort=name'),
  head.good('HEAD /projects?project_name={openName}', { as: 'outsider' }),
  head.bad('HEAD /projects?project_name={noneName}'),
  head.bad('HEAD /projects'),
  create.good('POST /projects', { body: fresh() }),
  create.good('POST /projects', { body: fresh({ metadata: { public: 'true', auto_scan: 'true' } }) }),
  create.good('POST /projects', { body: fresh({ public: true }) }),
  create.good('POST /projects', { body: fresh({ storage_limit: -1 }) }),
  create.good('POST /projects', { body: fresh(), headers: { 'x-resource-name-in-location': 'true' } }),
  create.good('POST /projects/', { body: fresh() }),
  create.bad('POST /projects', {
    before: own({ project_name: '{prefix}-twice' }),
    body: { project_name: '{prefix}-twice' },
  }),
  create.bad('POST /projects', { as: 'robot', body: fresh() }),
  ...[
    { project_name: '{prefix}-Upper' },
    { project_name: '{prefix} blank' },
    { project_name: '' },
    { project_name: `{prefix}-${'a'.repeat(250)}` },
    { metadata: { public: 'x' } },
    { metadata: { public: true } },
    { storage_limit: -5 },
    { storage_limit: 1024 ** 5 + 1 },
    { storage_limit: 'x' },
  ].map((more) => create.bad('POST /projects', { body: fresh(more) })),
  get.good('GET /projects/{openName}', { as: 'anonymous' }),
  get.good('GET /projects/{project}', { as: 'owner' }),
  get.good('GET /projects/{projectName}', { headers: { 'x-is-resource-name': 'true' } }),
  get.bad('GET /projects/{project}', { headers: { 'x-is-resource-name': 'true' } }),
  get.bad('GET /projects/{project}', { headers: { 'x-is-resource-name': 'perhaps' } }),
  put.good('PUT /projects/{ownProject}', mine({ body: { metadata: { public: 'true', severity: 'low' } } })),
  put.good('PUT /projects/{ownProject}', mine({ body: {} })),
  put.good('PUT /projects/{ownProject}', mine({ body: { cve_allowlist: { items: [{ cve_id: 'CVE-2020-1' }] } } })),
  get.good('GET /projects/{ownProject}', {
    before: [
      ...own(),
      { method: 'PUT', path: '/projects/{ownProject}', body: { metadata: { public: 'true', auto_scan: 'true' } } },
    ],
  }),
  put.bad('PUT /projects/{ownProject}', mine({ body: { metadata: { public: true } } })),
  remove.good('DELETE /projects/{ownProject}', mine()),
  remove.bad('DELETE /projects/{ownProject}', {
    before: [...own(), { method: 'DELETE', path: '/projects/{ownProject}' }],
  }),
  deletable.good('GET /projects/{project}/_deletable', { as: 'owner' }),
  summary.good('GET /projects/{open}/summary', { as: 'anonymous' }),
  summary.good('GET /projects/{open}/summary', { as: 'outsider' }),
  search.good('GET /search?q={prefix}'),
  search.good('GET /search?q={prefix}', { as: 'anonymous' }),
  search.bad('GET /search'),
  metadatas.good(`GET ${entry}`, mine()),
  metadatas.bad('GET /projects/{project}/metadatas', { as: 'owner' }),
  addMetadata.good(`POST ${entry}`, mine({ body: { severity: 'High' } })),
  getMetadata.good(`GET ${entry}/severity`, {
    before: [...own(), { method: 'POST', path: entry, body: { severity: 'High' } }],
  }),
  getMetadata.boundary(`GET ${entry}/nonsense`, mine()),
  getMetadata.good('GET /projects/{project}/metadatas/public', { as: 'owner' }),
  addMetadata.bad(`POST ${entry}`, mine({ body: { public: 'true' } })),
  ...[
    {},
    { auto_scan: 'true', severity: 'low' },
    { auto_scan: 'yes' },
    { severity: 'serious' },
    { nonsense: '1' },
    { auto_scan: true },
    { retention_id: '1' },
    { max_upstream_conn: '0' },
  ].map((body) => addMetadata.bad(`POST ${entry}`, mine({ body }))),
  putMetadata.good(`PUT ${entry}/public`, mine({ body: { public: 'true' } })),
  putMetadata.boundary(`PUT ${entry}/auto_scan`, mine({ body: { auto_scan: 'true' } })),
  putMetadata.bad(`PUT ${entry}/public`, mine({ body: {} })),
  putMetadata.bad(`PUT ${entry}/nonsense`, mine({ body: { nonsense: '1' } })),
  removeMetadata.good(`DELETE ${entry}/public`, mine()),
  removeMetadata.boundary(`DELETE ${entry}/auto_scan`, mine()),
  of('getLogExts').good('GET /projects/{projectName}/auditlog-exts', { as: 'owner', detail: 'shape' }),
]
