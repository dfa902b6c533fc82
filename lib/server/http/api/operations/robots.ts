import 'server-only'
import { paged, type Operation } from './operation'

/** Robots, and what they may be given. */
export const robotOperations: readonly Operation[] = [
  {
    id: 'ListRobot',
    method: 'GET',
    path: '/robots',
    query: paged,
    success: 200,
    answer: 'Robot',
    list: true,
    refusals: [400, 403, 404, 422],
  },
  {
    id: 'CreateRobot',
    method: 'POST',
    path: '/robots',
    body: { schema: 'RobotCreate' },
    success: 201,
    answer: 'RobotCreated',
    refusals: [400, 403, 404, 409, 413, 422],
  },
  {
    id: 'GetRobotByID',
    method: 'GET',
    path: '/robots/{robot_id}',
    success: 200,
    answer: 'Robot',
    refusals: [404, 422],
  },
  {
    id: 'UpdateRobot',
    method: 'PUT',
    path: '/robots/{robot_id}',
    body: { schema: 'RobotUpdate' },
    success: 200,
    refusals: [400, 403, 404, 409, 413, 422],
  },
  {
    id: 'RefreshSec',
    method: 'PATCH',
    path: '/robots/{robot_id}',
    body: { schema: 'RobotSec' },
    success: 200,
    answer: 'RefreshedSecret',
    refusals: [400, 403, 404, 413, 422],
  },
  { id: 'DeleteRobot', method: 'DELETE', path: '/robots/{robot_id}', success: 200, refusals: [403, 404, 422] },
  { id: 'getPermissions', method: 'GET', path: '/permissions', success: 200, answer: 'Permissions', refusals: [403] },
]
