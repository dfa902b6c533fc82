import 'server-only'
import { paged, named, type Operation } from './operation'

const project = '/projects/{project_name_or_id}'

/** Projects. */
export const projectOperations: readonly Operation[] = [
  {
    id: 'listProjects',
    method: 'GET',
    path: '/projects',
    open: true,
    query: [...paged, 'name', 'public', 'owner', 'with_detail'],
    success: 200,
    answer: 'Project',
    list: true,
    refusals: [400, 422],
  },
  { id: 'headProject', method: 'HEAD', path: '/projects', query: ['project_name'], success: 200, refusals: [404, 422] },
  {
    id: 'createProject',
    method: 'POST',
    path: '/projects',
    headers: ['X-Resource-Name-In-Location'],
    body: { schema: 'ProjectReq' },
    success: 201,
    refusals: [400, 403, 409, 413, 422],
  },
  {
    id: 'getProject',
    method: 'GET',
    path: project,
    open: true,
    headers: named,
    success: 200,
    answer: 'Project',
    refusals: [403, 404, 422],
  },
  {
    id: 'updateProject',
    method: 'PUT',
    path: project,
    headers: named,
    body: { schema: 'ProjectReq' },
    success: 200,
    refusals: [400, 403, 404, 413, 422],
  },
  { id: 'deleteProject', method: 'DELETE', path: project, headers: named, success: 200, refusals: [403, 404, 422] },
  {
    id: 'getProjectDeletable',
    method: 'GET',
    path: `${project}/_deletable`,
    headers: named,
    success: 200,
    answer: 'ProjectDeletable',
    refusals: [403, 404, 422],
  },
  {
    id: 'getProjectSummary',
    method: 'GET',
    path: `${project}/summary`,
    headers: named,
    success: 200,
    answer: 'ProjectSummary',
    refusals: [403, 404, 422],
  },
]
