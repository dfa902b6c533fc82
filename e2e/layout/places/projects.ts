import { act, actionMenu, fill, key, press, seen } from '../hand'
import { look, page, menu, project, emptyProject, type Place } from './place'

const escape = key('Escape')
const discardQuestion = seen('common.discard.question')

export const projectPlaces: Place[] = [
  page('projects', '/projects'),
  page('projects: none found', '/projects?q=zzz'),
  page('projects: beyond the last', '/projects?page=99'),
  menu('projects: action', '/projects', actionMenu),
  page(
    'projects: create',
    '/projects',
    press('projects.new'),
    look,
    fill('projects.name', 'Not A Name'),
    look,
    escape,
    discardQuestion,
  ),
  page('projects: visibility', '/projects', act('projects.actions.makePrivate', project)),
  page('projects: delete', '/projects', act('projects.actions.delete', project)),
  page('projects: delete many', '/projects', act('projects.actions.delete', project, emptyProject)),
  page('no project', '/projects/nothing-of-this-name/robots'),
]
