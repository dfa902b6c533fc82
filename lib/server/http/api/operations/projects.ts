import 'server-only'
import { asRefusal } from '../../../errors'
import { createProject, unnamedProject } from '../../../projects/create'
import { projectExists } from '../../../projects/exists'
import { asTarget } from '../../../projects/find'
import { getProjectForApi, isProjectDeletable, summarizeProject } from '../../../projects/get-for-api'
import { listProjectsForApi } from '../../../projects/list-for-api'
import { removeProject } from '../../../projects/remove'
import { updateProject } from '../../../projects/update'
import { ApiError } from '../../exchange/error-body'
import { created, empty, json, page } from '../answers'
import { ifSound } from '../if-sound'
import { newProjectOf, projectFields, wireBriefProject, wireProject, wireSummary } from '../wire-project'
import { operation } from './operation'
import { listOf, named, paged, truthOf } from './parameters'

const project = '/projects/{project_name_or_id}'

/** Projects. */
export const projectOperations = [
  operation({
    id: 'listProjects',
    method: 'GET',
    path: '/projects',
    open: 'asked',
    query: [...paged, 'name', 'public', 'owner', 'with_detail'],
    success: 200,
    answer: 'Project',
    list: true,
    refusals: [400, 422],
    run: async ({ actor, query }) => {
      const { name, public: isPublic, owner } = query
      const found = await listProjectsForApi(actor, { ...listOf(query), name, public: isPublic, owner })
      return page(found, query.with_detail === false ? wireBriefProject : wireProject)
    },
  }),
  operation({
    // Whether a project of this name exists.
    id: 'headProject',
    method: 'HEAD',
    path: '/projects',
    query: ['project_name'],
    success: 200,
    refusals: [404, 422],
    run: async ({ actor, query }) => {
      if (await projectExists(actor, query.project_name)) return empty
      throw new ApiError(404, 'NOT_FOUND', 'project not found')
    },
  }),
  operation({
    id: 'createProject',
    method: 'POST',
    path: '/projects',
    headers: ['X-Resource-Name-In-Location'],
    body: { schema: 'ProjectReq' },
    success: 201,
    refusals: [400, 403, 409, 413, 422],
    run: async ({ actor, body, http }) => {
      const attempt = {
        actor,
        permission: 'project:create',
        operation: 'project.create',
        find: unnamedProject,
      } as const
      const asked = ifSound(attempt, () => newProjectOf(body))
      const made = asked.then(async (project) => ({ ...project, ...(await createProject(actor, project)) }))
      const { id, name } = await made.catch((error: unknown) => {
        if (asRefusal(error)?.kind !== 'forbidden') throw error
        // The full name of a project's robot alone has a plus sign.
        const who = actor.kind === 'robot' && actor.name.includes('+') ? 'system level robot' : 'system admin'
        throw new ApiError(403, 'FORBIDDEN', `Only ${who} can create project`)
      })
      const byName = truthOf(String(http.request.headers['x-resource-name-in-location'])) === true
      return created(byName ? name : id)
    },
  }),
  operation({
    id: 'getProject',
    method: 'GET',
    path: project,
    open: 'asked',
    headers: named,
    success: 200,
    answer: 'Project',
    refusals: [403, 404, 422],
    run: async (call) => json(wireProject(await getProjectForApi(call.actor, call.project))),
  }),
  operation({
    id: 'updateProject',
    method: 'PUT',
    path: project,
    headers: named,
    body: { schema: 'ProjectReq' },
    success: 200,
    refusals: [400, 403, 404, 413, 422],
    run: async (call) => {
      const { actor, project } = call
      const find = async () => asTarget(project)
      const attempt = { actor, permission: 'project:update', operation: 'project.update', find } as const
      await updateProject(actor, { id: project.id, ...(await ifSound(attempt, () => projectFields(call.body))) })
      return empty
    },
  }),
  operation({
    id: 'deleteProject',
    method: 'DELETE',
    path: project,
    headers: named,
    success: 200,
    refusals: [403, 404, 422],
    run: async (call) => {
      await removeProject(call.actor, call.project.id)
      return empty
    },
  }),
  operation({
    id: 'getProjectDeletable',
    method: 'GET',
    path: `${project}/_deletable`,
    headers: named,
    success: 200,
    answer: 'ProjectDeletable',
    refusals: [403, 404, 422],
    run: async (call) => json({ deletable: await isProjectDeletable(call.actor, call.project) }),
  }),
  operation({
    id: 'getProjectSummary',
    method: 'GET',
    path: `${project}/summary`,
    open: 'asked',
    headers: named,
    success: 200,
    answer: 'ProjectSummary',
    refusals: [403, 404, 422],
    run: async (call) => json(wireSummary(await summarizeProject(call.actor, call.project))),
  }),
]
