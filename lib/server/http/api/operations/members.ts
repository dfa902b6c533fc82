import 'server-only'
import { named, type Operation } from './operation'

const project = '/projects/{project_name_or_id}'
const member = `${project}/members/{mid}`

/** Who belongs to a project. */
export const memberOperations: readonly Operation[] = [
  {
    id: 'listProjectMembers',
    method: 'GET',
    path: `${project}/members`,
    headers: named,
    query: ['entityname', 'page', 'page_size'],
    success: 200,
    answer: 'ProjectMemberEntity',
    list: true,
    refusals: [403, 404, 422],
  },
  {
    id: 'createProjectMember',
    method: 'POST',
    path: `${project}/members`,
    headers: named,
    body: { schema: 'ProjectMember', optional: true },
    success: 201,
    refusals: [400, 403, 404, 409, 413, 422],
  },
  {
    id: 'getProjectMember',
    method: 'GET',
    path: member,
    headers: named,
    success: 200,
    answer: 'ProjectMemberEntity',
    refusals: [400, 403, 404, 422],
  },
  {
    id: 'updateProjectMember',
    method: 'PUT',
    path: member,
    headers: named,
    body: { schema: 'RoleRequest', optional: true },
    success: 200,
    refusals: [400, 403, 404, 409, 413, 422],
  },
  {
    id: 'deleteProjectMember',
    method: 'DELETE',
    path: member,
    headers: named,
    success: 200,
    refusals: [400, 403, 404, 409, 422],
  },
]
