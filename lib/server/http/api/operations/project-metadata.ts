import 'server-only'
import { metadataKeys } from '@/lib/domain/wire/project'
import {
  addMetadata,
  getMetadata,
  listMetadata,
  removeMetadata,
  updateMetadata,
} from '../../../projects/change-metadata'
import { asTarget, type ProjectRecord } from '../../../projects/find'
import type { Actor } from '../../../rights/actor'
import { badRequest } from '../../exchange/error-body'
import { empty, json } from '../answers'
import { ifSound } from '../if-sound'
import { metadataEntry } from '../metadata-entry'
import { operation } from './operation'
import { named } from './parameters'

const metadatas = '/projects/{project_name_or_id}/metadatas'
const metadata = '/projects/{project_name_or_id}/metadatas/{meta_name}'

const attempt = (actor: Actor, project: ProjectRecord, permission: 'metadata:create' | 'metadata:update') =>
  ({ actor, permission, operation: 'project.update', find: async () => asTarget(project) }) as const

const isKey = (name: string): boolean => (metadataKeys as readonly string[]).includes(name)

/** What Harbor keeps with a project, entry by entry. */
export const projectMetadataOperations = [
  operation({
    id: 'listProjectMetadatas',
    method: 'GET',
    path: metadatas,
    headers: named,
    success: 200,
    answer: 'ProjectMetadata',
    refusals: [403, 404, 422],
    run: async ({ actor, project }) => {
      const all = Object.entries(await listMetadata(actor, project))
      return json(Object.fromEntries(all.filter(([name]) => isKey(name))))
    },
  }),
  operation({
    id: 'addProjectMetadatas',
    method: 'POST',
    path: metadatas,
    headers: named,
    body: { schema: 'ProjectMetadataReq', optional: true },
    success: 200,
    refusals: [400, 403, 404, 409, 413, 422],
    run: async ({ actor, project, body }) => {
      const entry = await ifSound(attempt(actor, project, 'metadata:create'), () => {
        const [pair, ...more] = Object.entries(body)
        if (!pair || more.length > 0) throw badRequest('only allow one key/value pair')
        return metadataEntry(...pair)
      })
      await addMetadata(actor, project.id, entry)
      return empty
    },
  }),
  operation({
    id: 'getProjectMetadata',
    method: 'GET',
    path: metadata,
    headers: named,
    success: 200,
    answer: 'ProjectMetadata',
    refusals: [403, 404, 422],
    run: async ({ actor, project, texts }) => {
      const name = texts['meta_name']!
      const value = await getMetadata(actor, project, name)
      return json(value !== undefined && isKey(name) ? { [name]: value } : {})
    },
  }),
  operation({
    // Only the key of the path is read of the body.
    id: 'updateProjectMetadata',
    method: 'PUT',
    path: metadata,
    headers: named,
    body: { schema: 'ProjectMetadataReq', optional: true },
    success: 200,
    refusals: [400, 403, 404, 413, 422],
    run: async ({ actor, project, texts, body }) => {
      const name = texts['meta_name']!
      const value = Object.hasOwn(body, name) ? body[name]! : ''
      const entry = await ifSound(attempt(actor, project, 'metadata:update'), () => metadataEntry(name, value))
      await updateMetadata(actor, project.id, entry)
      return empty
    },
  }),
  operation({
    id: 'deleteProjectMetadata',
    method: 'DELETE',
    path: metadata,
    headers: named,
    success: 200,
    refusals: [403, 404, 422],
    run: async ({ actor, project, texts }) => {
      const name = texts['meta_name']!
      // What is kept under other names is not metadata of Harbor's.
      await removeMetadata(actor, project.id, isKey(name) ? name : '')
      return empty
    },
  }),
]
