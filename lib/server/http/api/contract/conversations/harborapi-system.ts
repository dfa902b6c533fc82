import 'server-only'
import type { Turn } from './conversation'
import { configurations, health, pair, permissions, statistics, systemInfo, user } from './shapes'

export const own: [string, string] = ['py-walker', 'Walk-password-1']
const newcomer = { email: 'py-walker@example.com', realname: 'Py', password: own[1], username: own[0] }

/** What harborapi asks of the system, its settings and its users. */
export const harborapiSystem: Turn[] = [
  { ask: 'GET /ping' },
  { ask: 'GET /health', tells: health },
  { ask: 'GET /systeminfo', tells: systemInfo },
  { ask: 'GET /systeminfo/volumes', tells: { storage: [{}] } },
  { ask: 'GET /statistics', tells: statistics },
  { ask: 'GET /permissions', tells: permissions },
  { ask: 'POST /users', status: 201, body: newcomer, keep: { user: 'location' } },
  { ask: 'POST /users', status: 409, body: newcomer },
  {
    ask: 'POST /users',
    status: 400,
    body: { email: 'w@example.com', realname: 'W', password: 'weak', username: 'py-walker-weak' },
  },
  { ask: 'GET /users?page=1&page_size=10', each: user },
  { ask: 'GET /users?q=username%3Dpy-walker&page=1&page_size=10', tells: [{ ...user, user_id: '{user}' }] },
  {
    ask: 'GET /users?q=username%3D~py-walker&sort=-user_id&page=1&page_size=10',
    tells: [{ ...user, user_id: '{user}' }],
  },
  { ask: 'GET /users?page=1&page_size=1', each: user },
  {
    ask: 'GET /users/search?username=py-walker&page=1&page_size=100',
    tells: [{ user_id: '{user}', username: 'py-walker' }],
  },
  { ask: 'GET /users/{user}', tells: user },
  { ask: 'GET /users/search?username=no-such&page=1&page_size=100', tells: [] },
  { ask: 'PUT /users/{user}', body: { email: 'py-walker@example.org', realname: 'Python', comment: 'walks' } },
  {
    ask: 'GET /users/{user}',
    tells: { ...user, email: 'py-walker@example.org', realname: 'Python', comment: 'walks' },
  },
  { ask: 'PUT /users/{user}/sysadmin', body: { sysadmin_flag: true } },
  { ask: 'GET /users/{user}', tells: { ...user, sysadmin_flag: true } },
  { ask: 'PUT /users/{user}/sysadmin', body: { sysadmin_flag: false } },
  { ask: 'GET /users/current', as: own, tells: user },
  { ask: 'GET /users/current/permissions?scope=%2Fsystem&relative=false', as: own, tells: [] },
  { ask: 'GET /users/current/permissions?scope=%2Fsystem&relative=false', each: pair },
  { ask: 'GET /users/current/permissions?relative=false', as: own, tells: [] },
  { ask: 'GET /users?page=1&page_size=10', as: own, status: 403 },
  { ask: 'POST /users', as: own, status: 403, body: newcomer },
  { ask: 'GET /users/1', as: own, status: 403 },
  {
    ask: 'GET /users/search?username=py-walker&page=1&page_size=100',
    as: own,
    tells: [{ user_id: '{user}', username: 'py-walker' }],
  },
  {
    ask: 'PUT /users/{user}/password',
    as: own,
    status: 403,
    body: { old_password: 'Wrong-one-1', new_password: 'Walk-password-2' },
  },
  {
    ask: 'PUT /users/{user}/password',
    as: own,
    body: { old_password: 'Walk-password-1', new_password: 'Walk-password-2' },
  },
  { ask: 'GET /users/current', as: own, status: 401 },
  { ask: 'GET /users/current', as: ['py-walker', 'Walk-password-2'], tells: user },
  { ask: 'PUT /users/{user}/password', body: { old_password: null, new_password: 'Walk-password-1' } },
  { ask: 'GET /users/current', as: own, tells: user },
  { ask: 'GET /configurations', tells: configurations },
  { ask: 'PUT /configurations', body: { robot_token_duration: 31, banner_message: 'from python' } },
  {
    ask: 'GET /configurations',
    tells: { robot_token_duration: { value: 31 }, banner_message: { value: 'from python' } },
  },
  { ask: 'PUT /configurations', body: { robot_token_duration: 30, banner_message: '' } },
  { ask: 'PUT /configurations', status: 400, body: { robot_token_duration: -1 } },
  { ask: 'GET /configurations', as: own, status: 403 },
  { ask: 'PUT /configurations', as: own, status: 403, body: { robot_token_duration: 30, banner_message: '' } },
]
