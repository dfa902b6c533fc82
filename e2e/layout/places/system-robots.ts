import { actionMenu, press, pressAt, said, select, tick } from '../hand'
import { look, page, menu, systemRobots, next, newRobotName, type Place } from './place'

export const systemRobotPlaces: Place[] = [
  page('system robots', systemRobots),
  page('system robots: none found', `${systemRobots}?q=zzz`),
  menu(
    'system robots: action',
    systemRobots,
    select((world) => world.system),
    actionMenu,
  ),
  page('system robots: projects', systemRobots, press(said('systemRobots.projectCount', { count: 2 }))),
  page(
    'system robots: wizard',
    systemRobots,
    press('robots.new'),
    look,
    newRobotName,
    next,
    look,
    next,
    look,
    tick('systemRobots.coverAll'),
    look,
  ),
  menu(
    'system robots: permissions in a project',
    systemRobots,
    press('robots.new'),
    newRobotName,
    next,
    next,
    pressAt('.widget-table .permissions-button'),
  ),
]
