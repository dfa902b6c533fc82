import 'server-only'
import { asRefusal } from '../../../errors'
import { addMember, unknownRole } from '../../../members/add'
import { getMemberForApi, listMembersForApi } from '../../../members/list-for-api'
import { removeMember } from '../../../members/remove'
import { updateMember } from '../../../members/update'
import { asTarget, type ProjectRecord } from '../../../projects/find'
import type { Actor } from '../../../rights/actor'
import { ApiError, badRequest } from '../../exchange/error-body'
import { created, empty, json, page } from '../answers'
import { ifSound } from '../if-sound'
import { memberOf, roleOf, wireMember } from '../wire-member'
import { operation } from './operation'
import { named, pageOf } from './parameters'

const members = '/projects/{project_name_or_id}/members'
const member = '/projects/{project_name_or_id}/members/{mid}'

/** Who belongs to a project. */
export const memberOperations = [
  operation({
    id: 'listProjectMembers',
    method: 'GET',
    path: members,
    headers: named,
    query: ['entityname', 'page', 'page_size'],
    success: 200,
    answer: 'ProjectMemberEntity',
    list: true,
    refusals: [403, 404, 422],
    run: async ({ actor, project, query }) =>
      page(await listMembersForApi(actor, project, { entityName: query.entityname, ...pageOf(query) }), wireMember),
  }),
  operation({
    id: 'createProjectMember',
    method: 'POST',
    path: members,
    headers: named,
    body: { schema: 'ProjectMember', optional: true },
    success: 201,
    refusals: [400, 403, 404, 409, 413, 422],
    run: async ({ actor, project, body }) => {
      const who = await ifSound(attempt(actor, project, 'create'), () => memberOf(body))
      const asked = { project: project.name, role: roleOf(body.role_id), ...who }
      const { id } = await addMember(actor, asked).catch((error: unknown) => {
        if (asRefusal(error)?.reason !== 'member-unknown-user') throw error
        // In Harbor a name that is nobody's is missing, and such an id a fault of the body.
        if ('username' in asked) throw new ApiError(404, 'NOT_FOUND', `user ${asked.username} is not found`)
        throw badRequest(`Failed to get user ${asked.userId}: user ${asked.userId} not found`)
      })
      return created(id)
    },
  }),
  operation({
    id: 'getProjectMember',
    method: 'GET',
    path: member,
    headers: named,
    success: 200,
    answer: 'ProjectMemberEntity',
    refusals: [400, 403, 404, 422],
    run: async ({ actor, project, ids }) => {
      const member = getMemberForApi(actor, project, ids.mid)
      return json(wireMember(await identified(member, ids.mid, 'the member id can not be empty!')))
    },
  }),
  operation({
    id: 'updateProjectMember',
    method: 'PUT',
    path: member,
    headers: named,
    body: { schema: 'RoleRequest', optional: true },
    success: 200,
    refusals: [400, 403, 404, 409, 413, 422],
    run: async ({ actor, project, ids, body }) => {
      const role = await ifSound(attempt(actor, project, 'update'), () => {
        if (ids.mid === 0) throw badRequest('member id can not be empty')
        if (body.role_id === undefined) throw badRequest('role can not be empty')
        return roleOf(body.role_id) ?? refuseRole()
      })
      const asked = { project: project.name, id: ids.mid, role, leaveWithoutAdmin: true }
      await unlessGone(updateMember(actor, asked))
      return empty
    },
  }),
  operation({
    id: 'deleteProjectMember',
    method: 'DELETE',
    path: member,
    headers: named,
    success: 200,
    refusals: [400, 403, 404, 409, 422],
    run: async ({ actor, project, ids }) => {
      const removed = removeMember(actor, { project: project.name, id: ids.mid, leaveWithoutAdmin: true })
      await unlessGone(identified(removed, ids.mid, 'the project member id is required.'))
      return empty
    },
  }),
]

const attempt = (actor: Actor, project: ProjectRecord, what: 'create' | 'update') =>
  ({
    actor,
    permission: `member:${what}`,
    operation: `member.${what}`,
    find: async () => asTarget(project),
  }) as const

function refuseRole(): never {
  throw badRequest(unknownRole)
}

/** No member has the id 0, which counts as none: said to who may ask. */
async function identified<Result>(asked: Promise<Result>, id: number, sentence: string): Promise<Result> {
  return asked.catch((error: unknown) => {
    throw id === 0 && asRefusal(error)?.reason === 'member-gone' ? badRequest(sentence) : error
  })
}

/** A change of a member who is none, or none any more, is done, as in Harbor: clean-ups may run twice. */
async function unlessGone(changed: Promise<unknown>): Promise<void> {
  await changed.catch((error: unknown) => {
    if (asRefusal(error)?.reason !== 'member-gone') throw error
  })
}
