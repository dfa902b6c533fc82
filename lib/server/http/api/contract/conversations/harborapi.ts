import 'server-only'
import type { Conversation, Turn } from './conversation'
import { byName, harborapiProjects } from './harborapi-projects'
import { harborapiSystem, own } from './harborapi-system'
import { grant, log, project, robot } from './shapes'

const images = grant('py-walk', 'pull', 'push')
const ofRobots = ['list', 'read'].map((action) => ({ resource: 'robot', action }))
const mayDo = { ...images, access: [...images.access, ...ofRobots] }
const ci = { name: 'ci', description: 'made', level: 'project', duration: 30, permissions: [mayDo] }
const wide = { name: 'wide', level: 'system', duration: -1, permissions: [grant('*', 'pull')] }

const robots: Turn[] = [
  { ask: 'POST /robots', as: own, status: 201, body: ci, keep: { robot: 'location', secret: 'secret' } },
  { ask: 'POST /robots', as: own, status: 409, body: ci },
  { ask: 'POST /robots', as: own, status: 403, body: wide },
  {
    ask: 'POST /robots',
    status: 400,
    body: {
      name: 'odd',
      level: 'project',
      duration: 1,
      permissions: [{ kind: 'project', namespace: 'py-walk', access: [{ resource: 'no', action: 'such' }] }],
    },
  },
  { ask: 'POST /robots', status: 400, body: { name: 'odd', level: 'no', duration: 1, permissions: [] } },
  {
    ask: 'GET /robots?q=Level%3Dproject%2CProjectID%3D{project}&page=1&page_size=10',
    as: own,
    tells: [{ ...robot, id: '{robot}' }],
  },
  { ask: 'GET /robots/{robot}', as: own, tells: robot, keep: { read: '' } },
  {
    ask: 'PUT /robots/{robot}',
    as: own,
    body: { '...': '{read}', description: 'changed', duration: 60, disable: false },
  },
  { ask: 'GET /robots/{robot}', as: own, tells: { ...robot, description: 'changed', duration: 60 } },
  {
    ask: 'PUT /robots/{robot}',
    as: own,
    body: { '...': '{read}', description: 'changed', duration: 60, disable: true },
  },
  { ask: 'GET /robots/{robot}', as: ['robot$py-walk+ci', '{secret}'], status: 401 },
  {
    ask: 'PUT /robots/{robot}',
    as: own,
    body: { '...': '{read}', description: 'changed', duration: 60, disable: false },
  },
  { ask: 'GET /robots/{robot}', as: ['robot$py-walk+ci', '{secret}'], tells: robot },
  {
    ask: 'GET /robots?q=Level%3Dproject%2CProjectID%3D{project}&page=1&page_size=10',
    as: ['robot$py-walk+ci', '{secret}'],
    tells: [{ ...robot, id: '{robot}' }],
  },
  { ask: 'POST /robots', as: ['robot$py-walk+ci', '{secret}'], status: 403, body: ci },
  { ask: 'GET /users/current', as: ['robot$py-walk+ci', '{secret}'], status: 412 },
  { ask: 'PATCH /robots/{robot}', as: own, body: { secret: 'Chosen-secret-1' } },
  { ask: 'GET /robots/{robot}', as: ['robot$py-walk+ci', 'Chosen-secret-1'], tells: robot },
  { ask: 'GET /robots/{robot}', as: ['robot$py-walk+ci', '{secret}'], status: 401 },
  { ask: 'PATCH /robots/{robot}', as: own, status: 400, body: { secret: 'weak' } },
  { ask: 'PATCH /robots/{robot}', as: own, body: { secret: '' } },
  { ask: 'POST /robots', status: 201, body: wide, keep: { wide: 'location', wideSecret: 'secret' } },
  { ask: 'GET /robots?page=1&page_size=10', each: robot },
  { ask: 'GET /robots?q=Level%3Dsystem%2Cname%3D~wid&sort=-creation_time&page=1&page_size=1', each: robot },
  { ask: 'GET /robots/{wide}', as: own, status: 404 },
  { ask: 'GET /projects?with_detail=true&page=1&page_size=10', as: ['robot$wide', '{wideSecret}'], each: project },
  { ask: 'DELETE /robots/{wide}' },
  { ask: 'GET /robots/{wide}', status: 404 },
  { ask: 'DELETE /robots/{wide}', status: 404 },
  { ask: 'DELETE /robots/{robot}', as: own },
]

const logs: Turn[] = [
  { ask: 'GET /audit-logs?page=1&page_size=10', each: log },
  { ask: 'GET /audit-logs?q=op_time%3D%5B2020-01-01+00%3A00%3A00~%5D&sort=-op_time&page=1&page_size=10', each: log },
  { ask: 'GET /audit-logs?q=operation%3Dcreate&page=1&page_size=10', each: log },
  { ask: 'GET /projects/py-walk/logs?page=1&page_size=10', as: own, each: log },
  { ask: 'GET /audit-logs?page=1&page_size=10', as: own, each: log },
]

const empty: Turn[] = [
  { ask: 'GET /quotas?page=1&page_size=10', tells: [] },
  { ask: 'GET /registries?page=1&page_size=10', tells: [] },
  { ask: 'GET /replication/adapters', tells: [] },
  { ask: 'GET /replication/policies?page=1&page_size=10', tells: [] },
  { ask: 'GET /replication/executions?page=1&page_size=10', tells: [] },
  { ask: 'GET /repositories?page=1&page_size=10', tells: [] },
  { ask: 'GET /projects/py-walk/repositories?page=1&page_size=10', tells: [] },
  {
    ask: 'GET /projects/py-walk/repositories/no-such/artifacts?page=1&page_size=10&with_tag=true&with_label=false&with_scan_overview=false&with_sbom_overview=false&with_signature=false&with_immutable_status=false&with_accessory=false',
    tells: [],
  },
  { ask: 'GET /labels?page=1&page_size=10&scope=g', tells: [] },
  { ask: 'GET /labels?page=1&page_size=10&scope=p&project_id={project}', tells: [] },
  { ask: 'GET /usergroups?page=1&page_size=10', tells: [] },
  { ask: 'GET /usergroups/search?groupname=any&page=1&page_size=10', tells: [] },
  { ask: 'GET /scanners?page=1&page_size=10', tells: [] },
  { ask: 'GET /projects/py-walk/scanner/candidates?page=1&page_size=10', headers: byName, tells: [] },
  { ask: 'GET /projects/py-walk/immutabletagrules?page=1&page_size=10', headers: byName, tells: [] },
  { ask: 'GET /projects/py-walk/webhook/policies?page=1&page_size=10', headers: byName, tells: [] },
  { ask: 'GET /system/gc?page=1&page_size=10', tells: [] },
  { ask: 'GET /system/purgeaudit?page=1&page_size=10', tells: [] },
  { ask: 'GET /projects/py-walk/scanner', headers: byName },
  { ask: 'GET /projects/py-walk/webhook/events', headers: byName },
  { ask: 'GET /retentions/metadatas' },
  { ask: 'GET /export/cve/executions', tells: { items: [] } },
  { ask: 'GET /system/CVEAllowlist' },
  { ask: 'GET /registries/1', status: 404 },
  { ask: 'GET /quotas/1', status: 404 },
  { ask: 'GET /labels/1', status: 404 },
  { ask: 'GET /projects/py-walk/repositories/no-such', status: 404 },
  { ask: 'GET /scans/all/metrics', status: 412 },
]

const end: Turn[] = [
  { ask: 'DELETE /projects/py-walk/members/{member}', headers: byName },
  { ask: 'GET /projects/py-walk', as: own, headers: byName, status: 403 },
  { ask: 'DELETE /projects/py-walk', headers: byName },
  { ask: 'GET /projects/py-walk', headers: byName, status: 404 },
  { ask: 'DELETE /users/{user}' },
  { ask: 'GET /users/current', as: own, status: 401 },
]

/** The client for Python. */
export const harborapi: Conversation = {
  client: 'harborapi: system, users, projects, metadata, members, robots, logs, and what is empty',
  headers: { accept: 'application/json', 'accept-encoding': 'gzip, deflate', 'user-agent': 'python-httpx/0.28.1' },
  turns: [...harborapiSystem, ...harborapiProjects, ...robots, ...logs, ...empty, ...end],
}
