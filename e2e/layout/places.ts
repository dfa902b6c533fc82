import type { Viewer } from '../fixtures'
import { accountPlaces } from './places/account'
import { configurationPlaces } from './places/configuration'
import { helpPlaces } from './places/help'
import { logPlaces } from './places/logs'
import { memberPlaces } from './places/members'
import { newRobotPlaces } from './places/new-robot'
import { projectPlaces } from './places/projects'
import { questionPlaces } from './places/questions'
import { robotPlaces } from './places/robot'
import { robotActionPlaces } from './places/robot-actions'
import { robotsPlaces } from './places/robots'
import { signInPlaces } from './places/sign-in'
import { systemRobotPlaces } from './places/system-robots'
import { userPlaces } from './places/users'
import { members, page, robots, systemRobots, type Place } from './places/place'

const as = (viewer: Viewer, ...places: Place[]): Place[] =>
  places.map((place) => ({ ...place, as: viewer, name: `${place.name}, ${viewer}` }))
const placesOfOthers: Place[] = [
  ...as('stranger', page('projects', '/projects')),
  ...as('maintainer', page('robots', robots), page('members', members)),
  ...as('limitedGuest', page('robots', robots)),
  ...as('projectAdmin', page('projects', '/projects'), page('system robots', systemRobots)),
]

export const places: Place[] = [
  ...signInPlaces,
  ...projectPlaces,
  ...accountPlaces,
  ...memberPlaces,
  ...logPlaces,
  ...questionPlaces,
  ...helpPlaces,
  ...robotsPlaces,
  ...newRobotPlaces,
  ...robotActionPlaces,
  ...robotPlaces,
  ...systemRobotPlaces,
  ...userPlaces,
  ...configurationPlaces,
  ...placesOfOthers,
]

const inEveryRun = ['projects', 'logs', 'robots', 'robots: action', 'robots: wizard', 'configuration']
/** For every run of the tests: what is shown most, and what is tightest. */
export const samples = places.filter(({ name }) => inEveryRun.includes(name))
