import 'server-only'
import { eventChanges } from '../../../audit/changes'
import { listPresets } from '../../../presets/list'
import { listProjectIds } from '../../../projects/list-ids'
import { robotActivity } from '../../../robots/activity'
import { robotHandOff } from '../../../robots/hand-off'
import { heldProjects } from '../../../robots/held-projects'
import { listRobotHomes } from '../../../robots/list-homes'
import { listMatchingRobots } from '../../../robots/list-matching'
import { namesToExplain } from '../../../explain/names-to-explain'
import { listRobotProjects } from '../../../robots/list-projects'
import { listSecrets } from '../../../robots/list-secrets'
import { proposeLess } from '../../../robots/propose-less'
import { json, page } from '../answers'
import { wireMatchingRobot } from '../wire-matching-robot'
import { wireActivity, wireHandOff } from '../wire-activity'
import { wireHeldProjects, wireRobotHome, wireRobotProject } from '../wire-robot-project'
import { operation } from './operation'
import { pageOf } from './parameters'

/** What open widgets of the console's pages ask. */
export const consoleOperations = [
  operation({
    // What a robot has been doing, for the panel about it.
    id: 'getRobotActivity',
    method: 'GET',
    path: '/robots/{robot_id}/activity',
    own: true,
    success: 200,
    refusals: [404, 422],
    run: async ({ actor, ids }) => json(wireActivity(await robotActivity(actor, ids.robot_id))),
  }),
  operation({
    // A robot's secrets and their uses, for its page.
    id: 'listRobotSecrets',
    method: 'GET',
    path: '/robots/{robot_id}/secrets',
    own: true,
    success: 200,
    refusals: [404, 422],
    run: async ({ actor, ids }) => json(await listSecrets(actor, ids.robot_id)),
  }),
  operation({
    // Whether a robot's new secret works, for the dialog that waits for its first sign-in.
    id: 'getRobotHandOff',
    method: 'GET',
    path: '/robots/{robot_id}/hand-off',
    own: true,
    success: 200,
    refusals: [404, 422],
    run: async ({ actor, ids }) => json(wireHandOff(await robotHandOff(actor, ids.robot_id))),
  }),
  operation({
    // One page of a system robot's projects, for the projects dialog.
    id: 'listRobotProjects',
    method: 'GET',
    path: '/robots/{robot_id}/projects',
    query: ['name', 'sort', 'page', 'page_size'],
    own: true,
    success: 200,
    list: true,
    refusals: [404, 422],
    run: async ({ actor, ids, query }) => {
      const { name, sort } = query
      return page(await listRobotProjects(actor, ids.robot_id, { name, sort, ...pageOf(query) }), wireRobotProject)
    },
  }),
  operation({
    // What the wizard starts the edit of a system robot from.
    id: 'listRobotHeldProjects',
    method: 'GET',
    path: '/robots/{robot_id}/held-projects',
    own: true,
    success: 200,
    refusals: [404, 422],
    run: async ({ actor, ids }) => json(wireHeldProjects(await heldProjects(actor, ids.robot_id))),
  }),
  operation({
    // What would do for a robot, by what it was seen to do: for its page, which opens the edit with it.
    id: 'getRobotLess',
    method: 'GET',
    path: '/robots/{robot_id}/less',
    own: true,
    success: 200,
    refusals: [403, 404, 422],
    run: async ({ actor, ids }) => json(await proposeLess(actor, ids.robot_id)),
  }),
  operation({
    // What "Select all projects" of the system robot's wizard adds while a filter is set.
    id: 'listProjectIds',
    method: 'GET',
    path: '/robots/project-ids',
    query: ['name'],
    own: true,
    success: 200,
    refusals: [403],
    run: async ({ actor, query }) => json(await listProjectIds(actor, query.name)),
  }),
  operation({
    // Saved presets, for the wizard.
    id: 'listPresets',
    method: 'GET',
    path: '/robots/presets',
    own: true,
    success: 200,
    refusals: [403],
    run: async ({ actor }) => json(await listPresets(actor)),
  }),
  operation({
    // Which projects a robot can be cloned into, a page at a time.
    id: 'listRobotHomes',
    method: 'GET',
    path: '/robots/homes',
    query: ['name', 'sort', 'page', 'page_size'],
    own: true,
    success: 200,
    list: true,
    refusals: [403, 422],
    run: async ({ actor, query }) => {
      const { name, sort } = query
      return page(await listRobotHomes(actor, { name, sort, ...pageOf(query) }), wireRobotHome)
    },
  }),
  operation({
    // What a change of all robots that match is about, as they are when its dialog opens.
    id: 'listMatchingRobots',
    method: 'GET',
    path: '/robots/matching',
    query: ['place', 'search', 'filter', 'level'],
    own: true,
    success: 200,
    refusals: [403, 404, 422],
    run: async ({ actor, query: { place, ...asked } }) => {
      const { rows, total } = await listMatchingRobots(actor, place, asked)
      return json({ total, robots: rows.map(wireMatchingRobot) })
    },
  }),
  operation({
    // Names that the form of the page that explains access suggests.
    id: 'listNamesToExplain',
    method: 'GET',
    path: '/robots/names',
    query: ['search'],
    own: true,
    success: 200,
    refusals: [403],
    run: async ({ actor, query }) => json({ names: await namesToExplain(actor, query.search) }),
  }),
  operation({
    // What an event of the log has changed, for the dialog that shows it.
    id: 'getEventChanges',
    method: 'GET',
    path: '/auditlog-exts/{event_id}/changes',
    own: true,
    success: 200,
    refusals: [404, 422],
    run: async ({ actor, ids }) => json(await eventChanges(actor, ids.event_id)),
  }),
]
