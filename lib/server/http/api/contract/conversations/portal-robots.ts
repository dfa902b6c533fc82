import 'server-only'
import type { Turn } from './conversation'
import { createdRobot, grant, permissions, plainProject, robot, text } from './shapes'

/** Its client for the API encodes once more what it was given encoded. */
export const q = (conditions: string) => `q=${encodeURIComponent(encodeURIComponent(conditions))}`
const robots = (more = '') => q(`Level=project,ProjectID=@${more}`).replace('%2540', '{project}') as `q=${string}`

const ci = { description: '', level: 'project', duration: 30, permissions: [grant('portal', 'pull', 'push')] }
/** The robots tab of a project. */
export const portalRobots: Turn[] = [
  { ask: `GET /robots?${robots()}&page_size=15&page=1`, tells: [] },
  { ask: 'GET /permissions', tells: permissions },
  { ask: `GET /robots?${robots(',name=portal+ci')}`, tells: [] },
  { ask: 'POST /robots', status: 201, body: { name: 'ci', ...ci }, tells: createdRobot, keep: { robot: 'id' } },
  { ask: 'POST /robots', status: 409, body: { name: 'ci', ...ci } },
  {
    ask: `GET /robots?${robots(',name=~ci')}&page_size=15&page=1&sort=-creation_time`,
    tells: [robot],
    keep: { read: '0' },
  },
  { ask: 'PUT /robots/{robot}', body: { '...': '{read}', disable: true } },
  { ask: `GET /robots?${robots()}&page_size=15&page=1`, tells: [{ ...robot, disable: true }] },
  { ask: 'PUT /robots/{robot}', body: { '...': '{read}', duration: -1, description: 'for ever' } },
  { ask: `GET /robots?${robots()}&page_size=15&page=1`, tells: [{ disable: false, expires_at: -1 }] },
  { ask: 'PATCH /robots/{robot}', body: { secret: '' }, tells: { secret: text } },
  { ask: 'PATCH /robots/{robot}', body: { secret: 'Chosen-secret-1' } },
  { ask: 'DELETE /robots/{robot}' },
]

const wide = [grant('/', 'list'), grant('portal', 'pull'), grant('library', 'pull')]
/** The page of system robots. */
export const portalSystemRobots: Turn[] = [
  { ask: `GET /robots?${q('name=portal-wide')}`, tells: [] },
  {
    ask: 'POST /robots',
    status: 201,
    body: { name: 'portal-wide', level: 'system', duration: 30, description: '', permissions: wide },
    tells: createdRobot,
    keep: { wide: 'id' },
  },
  { ask: `GET /robots?${q('name=~portal')}&page_size=15&page=1`, tells: [robot], keep: { wideRead: '0' } },
  {
    ask: `GET /projects?with_detail=false&page=1&page_size=3&${q('name={portal library}')}`,
    each: plainProject,
  },
  { ask: 'PUT /robots/{wide}', body: { '...': '{wideRead}', permissions: [grant('*', 'pull')] } },
  { ask: `GET /robots?${q('name=~portal')}&page_size=15&page=1`, tells: [{ permissions: [{ namespace: '*' }] }] },
  { ask: 'DELETE /robots/{wide}' },
]
