import 'server-only'
import type { Turn } from './conversation'
import { own } from './harborapi-system'
import { member, pair, plainProject, project, summary } from './shapes'

// It says of each project whether it is a name or an id.
export const byName = { 'x-is-resource-name': 'true' }
const byId = { 'x-is-resource-name': 'false' }
const nameInLocation = { 'x-resource-name-in-location': 'true' }
const made = { project_name: 'py-walk', metadata: { public: 'false' }, storage_limit: -1 }

/** What harborapi asks of projects, what is kept with them, and members. */
export const harborapiProjects: Turn[] = [
  { ask: 'POST /projects', headers: nameInLocation, status: 201, body: made },
  { ask: 'POST /projects', headers: nameInLocation, status: 409, body: made },
  { ask: 'POST /projects', headers: nameInLocation, status: 400, body: { project_name: 'Not Good' } },
  { ask: 'POST /projects', as: own, headers: nameInLocation, status: 403, body: { project_name: 'py-walk-own' } },
  { ask: 'HEAD /projects?project_name=py-walk' },
  { ask: 'HEAD /projects?project_name=no-such', status: 404 },
  {
    ask: 'GET /projects/py-walk',
    headers: byName,
    tells: { ...project, name: 'py-walk' },
    keep: { project: 'project_id' },
  },
  { ask: 'GET /projects/{project}', headers: byId, tells: project },
  { ask: 'GET /projects/no-such', headers: byName, status: 404 },
  { ask: 'GET /projects/py-walk', as: own, headers: byName, status: 403 },
  { ask: 'GET /projects?with_detail=true&page=1&page_size=10', each: project },
  { ask: 'GET /projects?name=py-walk&with_detail=true&page=1&page_size=10', tells: [{ ...project, name: 'py-walk' }] },
  {
    ask: 'GET /projects?q=name%3D~py-walk&with_detail=true&page=1&page_size=10',
    tells: [{ ...project, name: 'py-walk' }],
  },
  { ask: 'GET /projects?sort=-creation_time&owner=admin&with_detail=true&page=1&page_size=10', each: project },
  { ask: 'GET /projects?public=true&with_detail=true&page=1&page_size=10', each: project },
  { ask: 'GET /projects?with_detail=false&page=1&page_size=1', each: plainProject },
  { ask: 'GET /projects/py-walk/_deletable', headers: byName, tells: { deletable: true } },
  { ask: 'GET /projects/py-walk/summary', headers: byName, tells: summary },
  { ask: 'PUT /projects/py-walk', headers: byName, body: { metadata: { public: 'true', auto_scan: 'true' } } },
  { ask: 'GET /search?q=py-walk', as: own, tells: { project: [plainProject], repository: [] } },
  { ask: 'PUT /projects/{project}', headers: byId, body: { metadata: { public: 'false' } } },
  { ask: 'GET /projects/py-walk', headers: byName, tells: project },
  { ask: 'PUT /projects/py-walk', as: own, headers: byName, status: 403, body: { metadata: { public: 'false' } } },
  { ask: 'GET /projects/py-walk/metadatas', headers: byName, tells: { auto_scan: 'true', public: 'false' } },
  { ask: 'POST /projects/py-walk/metadatas', headers: byName, body: { prevent_vul: 'true' } },
  { ask: 'POST /projects/py-walk/metadatas', headers: byName, status: 409, body: { prevent_vul: 'true' } },
  { ask: 'GET /projects/py-walk/metadatas/prevent_vul', tells: { prevent_vul: 'true' } },
  { ask: 'PUT /projects/py-walk/metadatas/prevent_vul', headers: byName, body: { prevent_vul: 'false' } },
  { ask: 'GET /projects/py-walk/metadatas/prevent_vul', tells: { prevent_vul: 'false' } },
  { ask: 'DELETE /projects/py-walk/metadatas/prevent_vul', headers: byName },
  { ask: 'GET /projects/py-walk/metadatas/prevent_vul' },
  { ask: 'GET /projects/py-walk/metadatas', as: own, headers: byName, status: 403 },
  {
    ask: 'POST /projects/py-walk/members',
    headers: byName,
    status: 201,
    body: { role_id: 2, member_user: { username: 'py-walker' } },
    keep: { member: 'location' },
  },
  {
    ask: 'POST /projects/py-walk/members',
    headers: byName,
    status: 409,
    body: { role_id: 1, member_user: { user_id: '{user}' } },
  },
  {
    ask: 'POST /projects/py-walk/members',
    headers: byName,
    status: 404,
    body: { role_id: 1, member_user: { username: 'no-such' } },
  },
  { ask: 'GET /projects/py-walk/members?page=1&page_size=10', headers: byName, each: member },
  {
    ask: 'GET /projects/py-walk/members?entityname=py-walker&page=1&page_size=10',
    headers: byName,
    tells: [{ ...member, entity_id: '{user}' }],
  },
  { ask: 'GET /projects/py-walk/members/{member}', headers: byName, tells: { ...member, role_name: 'developer' } },
  { ask: 'PUT /projects/py-walk/members/{member}', headers: byName, body: { role_id: 1 } },
  { ask: 'GET /projects/py-walk/members/{member}', headers: byName, tells: { ...member, role_name: 'projectAdmin' } },
  { ask: 'GET /projects/py-walk', as: own, headers: byName, tells: project },
  { ask: 'GET /users/current/permissions?scope=%2Fproject%2F{project}&relative=true', as: own, each: pair },
]
