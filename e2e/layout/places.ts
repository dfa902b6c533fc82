import type { Viewer } from '../fixtures'
import {
  act,
  actionMenu,
  choose,
  fill,
  fillNew,
  key,
  meanwhile,
  pick,
  press,
  pressAt,
  said,
  seen,
  select,
  selectAll,
  shown,
  tick,
  type Step,
} from './hand'
import type { World } from './world'

/** Something to look at: an address, and the way from there. A new page or dialog is a line below. */
export type Place = {
  name: string
  /** Who sees it. */
  as: Viewer | null
  at: (world: World) => string
  /** The last look is at the end; `look` is one on the way. */
  way: Step[]
  /** A menu or popup is opened anew in every width; what does not outlive another language is reached anew in each. */
  kind: 'page' | 'menu' | 'fleeting'
}

/** Looked at, on the way to somewhere else. */
export const look: Step = async () => undefined

const of =
  (kind: Place['kind'], as: Place['as'] = 'systemAdmin') =>
  (name: string, at: Place['at'] | string, ...way: Step[]): Place => ({
    name,
    as,
    at: typeof at === 'string' ? () => at : at,
    way,
    kind,
  })
const [page, menu, fleeting, outside] = [of('page'), of('menu'), of('fleeting'), of('fleeting', null)]

const inProject =
  (rest: string) =>
  ({ project }: World) =>
    `/projects/${project}/${rest}`
const inEmpty =
  (rest: string) =>
  ({ emptyProject }: World) =>
    `/projects/${emptyProject}/${rest}`
const [robots, members, logs] = [inProject('robots'), inProject('members'), inProject('logs')]
const [systemRobots, users, configuration] = [
  '/administration/robots',
  '/administration/users',
  '/administration/configuration',
]

const [project, emptyProject] = [(world: World) => world.project, (world: World) => world.emptyProject]
const [ci, rolling, legacy, disabled, user] = [
  (world: World) => world.ci,
  (world: World) => world.rolling,
  (world: World) => world.legacy,
  (world: World) => world.disabled,
  (world: World) => world.user,
]
const [next, finish, escape] = [press('common.next'), press('common.finish'), key('Escape')]
const robotName = fill('robots.wizard.name', 'ci-of-payments')
const fillPatterns = (text: string): Step => fill('permissions.narrow.patterns', text)
const newRobotName = fillNew('robots.wizard.name')
const tickPair =
  (resource: string, action: string): Step =>
  (hand) =>
    tick(
      said('permissions.pair', {
        resource: said(`permissions.resource.${resource}`)(hand),
        action: said(`permissions.action.${action}`)(hand),
      }),
    )(hand)
const [pull, readArtifacts] = [tickPair('repository', 'pull'), tickPair('artifact', 'read')]
const account = press(said('shell.account', { name: 'admin' }))
const discardQuestion = seen('common.discard.question')
const loseSession = meanwhile((page) => page.context().clearCookies({ name: 'sid' }))
const goOffline = meanwhile((page) => page.context().setOffline(true))
/** A table that is drawn from now on fails, as by a fault of the program. */
const breakTables = meanwhile((page) =>
  page.evaluate(() => {
    const create = document.createElement.bind(document)
    document.createElement = ((name: string, options?: ElementCreationOptions) => {
      if (name === 'td') throw new Error('made to fail')
      return create(name, options)
    }) as typeof document.createElement
  }),
)

const signInPlaces: Place[] = [
  outside('sign-in', '/sign-in'),
  outside('link: without its key', '/link/of-nothing'),
  outside('sign-in: incomplete', '/sign-in', press('signIn.submit'), seen('signIn.incomplete')),
  outside(
    'sign-in: wrong',
    '/sign-in',
    fill('signIn.username', 'nobody'),
    fill('signIn.password', 'Nothing-1'),
    press('signIn.submit'),
    seen('signIn.wrong'),
  ),
]

const projectPlaces: Place[] = [
  page('projects', '/projects'),
  page('projects: none found', '/projects?q=zzz'),
  page('projects: beyond the last', '/projects?page=99'),
  menu('projects: action', '/projects', actionMenu),
  menu('account', '/projects', account),
  page('event log', '/projects', press('shell.eventLog.tab')),
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
  page(
    'account: password',
    '/projects#change-password',
    seen('account.password.text'),
    look,
    fill('account.password.new', 'short'),
    fill('account.password.confirm', 'other'),
  ),
  page('account: everywhere', '/projects', account, press('account.signOutEverywhere', 'menuitem')),
  page('account: profile', '/projects', account, press('account.profile.menu', 'menuitem')),
  page('links', '/links'),
  page('all robots', '/robots'),
  page('all robots: none found', '/robots?q=zzz'),
  page(
    'explain',
    ({ ci, project }) => `/explain?who=${encodeURIComponent(ci)}&repository=${project}/app&action=delete`,
    look,
    fill('explain.paste.label', `docker login -p hrb_${'x'.repeat(36)} registry.example.com/payments/app:1 denied`),
    seen('explain.paste.secret'),
  ),
  page('explain: nothing asked', '/explain'),
  page('explain: unknown', '/explain?who=robot$nobody&repository=payments/app'),
  page('who can', ({ project }) => `/who-can?of=${project}`),
  page('who can: unknown', '/who-can?of=nothing-of-this-name'),
  page('members', members),
  page('members: none found', inProject('members?q=zzz')),
  menu('members: action', members, select(user), actionMenu),
  page(
    'members: add',
    members,
    press('members.newLabel'),
    look,
    fill('members.username', 'nobody-of-this-name'),
    press('members.add.submit'),
    seen('errors.reasons.member-unknown-user'),
  ),
  page('members: role', members, act('members.actions.changeRole', user)),
  page('members: remove', members, act('members.actions.remove')),
  page('logs', logs),
  page('logs: none found', inProject('logs?actor=zzz')),
  page('logs: event', logs, pressAt('.log-details-button')),
  page('no project', '/projects/nothing-of-this-name/robots'),
  page('help', '/help'),
  ...['registries', 'configuration', 'self-rotation', 'usage', 'differences-from-harbor'].map((name) =>
    page(`help: ${name}`, `/help/${name}`),
  ),
  page('help: API', '/help/api-description'),
  page('about', '/about'),
  page('not found', '/nothing'),
]

const robotPlaces: Place[] = [
  page('robots', robots),
  page('robots: selected', robots, selectAll),
  page('robots: beyond the last', inProject('robots?page=99')),
  page('robots: none found', inProject('robots?q=zzz')),
  page('robots: none filtered', inEmpty('robots?filter=disabled')),
  page('robots: none', inEmpty('robots')),
  page('robots: search', robots, press('table.search')),
  page('robots: whole text', robots, pressAt('.clamped .icon-button')),
  menu('robots: filter', robots, press('robots.filter.label')),
  menu('robots: action', robots, select(ci), actionMenu),
  menu('robots: action on none', inEmpty('robots'), actionMenu),
  menu('robots: action on legacy', robots, select(legacy), actionMenu),
  menu('robots: permissions', robots, pressAt('tr:has-text("+ci") .permissions-button')),
  page(
    'robots: permissions as table',
    robots,
    pressAt('tr:has-text("+ci") .permissions-button'),
    press('robots.showAsTable'),
  ),
  page(
    'robots: wizard',
    robots,
    press('robots.new'),
    look,
    robotName,
    fill('robots.wizard.daysLabel', 'x'),
    look,
    fill('robots.wizard.daysLabel', '30'),
    next,
    look,
    pull,
    look,
    escape,
    discardQuestion,
  ),
  page(
    'robots: narrowed',
    robots,
    press('robots.new'),
    robotName,
    next,
    pull,
    press('permissions.narrow.add'),
    pressAt('.patterns-buttons .btn-primary'),
    look,
    fillPatterns('App/*\n!\n**a'),
    look,
    fillPatterns('app/*\nbase\n!app/internal/**'),
    fill('permissions.narrow.try', 'app/web'),
    look,
    press('permissions.narrow.apply'),
    shown('.repository-group .icon-button'),
    look,
    fill('permissions.find.label', 'zzz'),
  ),
  page('robots: date', robots, press('robots.new'), choose('#expiration-type', 'date')),
  menu('robots: tip', robots, press('robots.new'), pressAt('.clr-wizard-page .help-tip')),
  page('robots: edit', robots, act('robots.actions.edit', ci)),
  page(
    'robots: passed',
    robots,
    act('robots.actions.edit', (world) => world.soon),
    fill('robots.wizard.daysLabel', '10'),
  ),
  page(
    'robots: edit, what it changes',
    robots,
    act('robots.actions.edit', ci),
    fill('robots.wizard.description', 'Nightly builds'),
    fill('robots.wizard.daysLabel', '900'),
    next,
    seen('difference.wider'),
  ),
  page('robots: less', robots, act('robots.actions.less', ci), seen('less.take'), look, press('less.take')),
  page('robots: no less', robots, act('robots.actions.less', disabled)),
  page('robots: recreate', robots, act('robots.actions.recreate', legacy)),
  page(
    'robots: secret',
    robots,
    press('robots.new'),
    newRobotName,
    next,
    pull,
    finish,
    seen('robots.secret.once'),
    look,
    escape,
    seen('robots.secret.closeQuestion'),
  ),
  page(
    'robots: refresh',
    robots,
    act('robots.actions.refreshSecret', ci),
    look,
    press('robots.refresh.manual', 'switch'),
    fill('robots.refresh.secret', 'weak'),
    fill('robots.refresh.confirm', 'other'),
  ),
  page(
    'robots: own preset',
    robots,
    press('robots.new'),
    newRobotName,
    next,
    pull,
    readArtifacts,
    look,
    press('presets.save'),
    fill('presets.name', 'Nightly build'),
  ),
  page(
    'robots: clone',
    robots,
    act('robots.actions.clone', ci),
    look,
    fill('robots.wizard.name', 'Not A Name'),
    look,
    fill('robots.wizard.name', 'ci'),
    press(said('robots.clone.submit', { count: 1 })),
    seen('errors.reasons.robot-exists'),
  ),
  page('robots: clone elsewhere', robots, act('robots.actions.clone', ci), choose('#clone-where', 'others')),
  page(
    'robots: refresh with overlap',
    robots,
    act('robots.actions.refreshSecret', ci),
    pick('#old-secret-after-first-use'),
    look,
    choose('#old-secret-hours', 'other'),
    fill('rotation.end.typedHours', '1000'),
    look,
    pick('#old-secret-at'),
    pick('#restart-lifetime'),
  ),
  page(
    'robots: refresh of two',
    robots,
    act('robots.actions.refreshSecret', rolling),
    look,
    pick('#old-secret-after-first-use'),
    shown('#which-ends-older'),
  ),
  page('robots: disable', robots, act('robots.actions.disable', ci)),
  page('robots: enable', robots, act('robots.actions.enable', disabled)),
  page('robots: delete', robots, act('robots.actions.delete', ci)),
  page('robots: disable many', robots, act('robots.actions.disable')),
  page('robots: enable many', robots, act('robots.actions.enable')),
  page('robots: delete many', robots, act('robots.actions.delete')),
  page('robots: extend', robots, act('robots.actions.extend')),
  page('robots: activity', robots, act('robots.actions.activity', ci)),
  page('robots: how to use', robots, act('robots.actions.howToUse', ci)),
  page('robot', inProject('robots/ci')),
  page('robot: legacy', inProject('robots/jenkins?legacy')),
  page('robot: two secrets', inProject('robots/rolling'), shown('.secret-card')),
  page('robot: retire', inProject('robots/rolling'), press('rotation.retire.action')),
  page('robot: keep longer', inProject('robots/rolling'), press('rotation.keep.action'), pick('#old-secret-at')),
  page('robot: cancel', inProject('robots/rolling'), press('rotation.cancel.action')),
  page('robot: gone', inProject('robots/nothing-of-this-name')),
  page(
    'robots: history',
    robots,
    act('robots.actions.history', ci),
    seen(said('logs.historyOf', (world) => ({ name: world.ci }))),
  ),
  fleeting(
    'robots: done',
    robots,
    act('robots.actions.enable', (world) => world.soon, disabled),
    pressAt('[role="alertdialog"] .btn-primary'),
    seen(said('robots.many.enable.done', { count: 2 })),
  ),
  fleeting(
    'robots: session ended',
    robots,
    act('robots.actions.disable'),
    loseSession,
    pressAt('[role="alertdialog"] .btn-danger'),
    shown('.result-failed'),
  ),
  fleeting('robots: server away', robots, goOffline, press('table.refresh'), seen('errors.awayTitle')),
  fleeting('robots: crashed', robots, breakTables, press('shell.members', 'link'), seen('errors.crashTitle')),
]

const administrationPlaces: Place[] = [
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
  page('users', users),
  page('users: none found', `${users}?q=zzz`),
  menu(
    'users: action',
    users,
    select(() => 'admin'),
    actionMenu,
  ),
  page(
    'users: create',
    users,
    press('users.new'),
    look,
    press('users.choice.manual', 'switch'),
    fill('users.choice.password', 'weak'),
    fill('users.choice.confirm', 'other'),
  ),
  page('users: admin', users, act('users.actions.setAdmin', user)),
  page('users: reset', users, act('users.actions.resetPassword', user)),
  page('users: disable', users, act('users.actions.disable', user)),
  page('users: delete', users, act('users.actions.delete', user)),
  page('users: edit', users, act('users.actions.edit', user)),
  page(
    'users: password',
    users,
    press('users.new'),
    fillNew('users.create.username'),
    press('users.create.submit'),
    seen('users.secret.once'),
    look,
    escape,
    seen('users.secret.closeQuestion'),
  ),
  page('configuration', configuration),
  page(
    'configuration: invalid',
    configuration,
    fill('configuration.sessionTimeout', 'x'),
    fill('configuration.tokenExpiration', '0'),
    fill('configuration.prefix', 'a b'),
  ),
  page(
    'configuration: prefix',
    configuration,
    fill('configuration.prefix', 'bot$'),
    press('configuration.save'),
    seen('configuration.rename.title'),
    look,
    tick('formerPrefixes.grace'),
    look,
    fill('formerPrefixes.days', 'x'),
  ),
  page('all logs', '/administration/logs'),
  page('all logs: none found', '/administration/logs?actor=zzz'),
]

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
  ...robotPlaces,
  ...administrationPlaces,
  ...placesOfOthers,
]

const inEveryRun = ['projects', 'logs', 'robots', 'robots: action', 'robots: wizard', 'configuration']
/** For every run of the tests: what is shown most, and what is tightest. */
export const samples = places.filter(({ name }) => inEveryRun.includes(name))
